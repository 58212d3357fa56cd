package io.heddle.core.memory;

import java.util.Locale;

/** Amounts in sentences. */
final class MemoryText {
    private MemoryText() {}

    static String megabytes(long bytes) {
        double megabytes = bytes / 1048576.0;
        return megabytes == Math.rint(megabytes)
                ? String.format(Locale.ROOT, "%.0f MB", megabytes)
                : String.format(Locale.ROOT, "%.1f MB", megabytes);
    }
}
