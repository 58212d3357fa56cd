package io.heddle.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What {@link io.heddle.cluster.programs.Ticks} has written until now.
 *
 * @param numbers in the order in which they were written
 * @param timesMs when each was written, in milliseconds since the epoch
 */
record TickLog(List<Integer> numbers, List<Long> timesMs) {

    static TickLog read(Path file) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        List<Long> timesMs = new ArrayList<>();
        String text = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        // The last line may be in the middle of being written.
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            int space = line.indexOf(' ');
            numbers.add(Integer.valueOf(line.substring(0, space)));
            timesMs.add(Long.valueOf(line.substring(space + 1)));
        }
        return new TickLog(numbers, timesMs);
    }

    /** Numbers below the highest one that were never written. */
    int lost() {
        BitSet seen = new BitSet();
        numbers.forEach(seen::set);
        return seen.length() - seen.cardinality();
    }

    /** Lines whose number had been written before: what was rewound. */
    int repeated() {
        BitSet seen = new BitSet();
        numbers.forEach(seen::set);
        return numbers.size() - seen.cardinality();
    }

    /** The longest time without a line that began or ended after {@code fromMs}. */
    long longestSilenceMs(long fromMs) {
        long longest = 0;
        for (int i = 1; i < timesMs.size(); i++) {
            if (timesMs.get(i) >= fromMs) {
                longest = Math.max(longest, timesMs.get(i) - timesMs.get(i - 1));
            }
        }
        return longest;
    }
}
