package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What {@link io.heddle.cluster.programs.twins.Ticks} has written until now, in the order of writing. */
record TickLog(List<Tick> ticks) {

    /**
     * One line.
     *
     * @param number of the record
     * @param timeMs milliseconds since the epoch
     * @param writer process id of the worker
     */
    record Tick(int number, long timeMs, long writer) {}

    static TickLog read(Path file) {
        try {
            List<Tick> ticks = new ArrayList<>();
            String text = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
            // The last line may be in the middle of being written.
            for (String line :
                    text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
                String[] fields = line.split(" ", -1);
                ticks.add(new Tick(Integer.parseInt(fields[0]), Long.parseLong(fields[1]), Long.parseLong(fields[2])));
            }
            return new TickLog(ticks);
        } catch (IOException failure) {
            return fail(failure);
        }
    }

    private BitSet seen() {
        BitSet seen = new BitSet();
        ticks.forEach(tick -> seen.set(tick.number()));
        return seen;
    }

    /** Numbers below the highest one that were never written. */
    int lost() {
        return lostFrom(0);
    }

    /** The same, of those from {@code number} on. */
    int lostFrom(int number) {
        BitSet seen = seen();
        return seen.length() - number - seen.get(number, seen.length()).cardinality();
    }

    boolean isEmpty() {
        return ticks.isEmpty();
    }

    int lastNumber() {
        return ticks.get(ticks.size() - 1).number();
    }

    /** Lines whose number had been written before: what was rewound. */
    int repeated() {
        return ticks.size() - seen().cardinality();
    }

    /** By how many numbers the writing went back after {@code fromMs}, at most. */
    int rewound(long fromMs) {
        int next = 0;
        int rewound = 0;
        for (Tick tick : ticks) {
            if (tick.timeMs() >= fromMs) {
                rewound = Math.max(rewound, next - tick.number());
            }
            next = Math.max(next, tick.number() + 1);
        }
        return rewound;
    }

    long lastMs() {
        return ticks.isEmpty() ? 0 : ticks.get(ticks.size() - 1).timeMs();
    }

    long lastWriter() {
        return ticks.get(ticks.size() - 1).writer();
    }

    /** The longest time between two lines of which the later one was written after {@code fromMs}. */
    long longestSilenceMs(long fromMs) {
        long longest = 0;
        for (int i = 1; i < ticks.size(); i++) {
            if (ticks.get(i).timeMs() >= fromMs) {
                longest = Math.max(
                        longest, ticks.get(i).timeMs() - ticks.get(i - 1).timeMs());
            }
        }
        return longest;
    }
}
