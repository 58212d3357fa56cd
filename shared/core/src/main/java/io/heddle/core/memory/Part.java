package io.heddle.core.memory;

import io.heddle.core.config.Configuration;
import io.heddle.core.config.MemorySize;
import io.heddle.core.config.Setting;

/**
 * A part of the budget that has a usual size and, unless the user chose it, a smaller one that a small container can
 * live with.
 *
 * @param usualBytes size when there is room
 * @param floorBytes least size; equal to the usual one if the user chose it
 * @param rule where the size came from
 */
record Part(long usualBytes, long floorBytes, String rule) {
    /** A part given by one setting. */
    static Part of(Configuration configuration, Setting<MemorySize> setting, long floorMb) {
        long usual = configuration.get(setting).bytes();
        return configuration.isSet(setting)
                ? new Part(usual, usual, setting.key())
                : new Part(usual, Math.min(usual, floorMb << 20), "default of " + setting.key());
    }

    /** The size at a scale between 0 (least) and 1 (usual). */
    long at(double scale) {
        return floorBytes + (long) ((usualBytes - floorBytes) * scale);
    }

    /** The rule, with a remark if the part was made smaller. */
    String ruleAt(double scale) {
        return at(scale) == usualBytes ? rule : rule + ", reduced to fit";
    }
}
