package io.heddle.examples.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Reads what {@link Ledger} wrote and tells what is wrong with it.
 *
 * <p>{@code LedgerCheck DIR SOURCES RECORDS}: a local folder with the output, and what the job was started with. Ends
 * with an error if anything was lost, doubled or reordered, or if a balance is wrong.
 */
public final class LedgerCheck {
    private final int sources;
    private final OptionalInt records;
    private final List<BitSet> seen = new ArrayList<>();
    private final Map<Long, List<Booking>> byAccount = new HashMap<>();
    private long duplicated;
    private long foreign;

    private LedgerCheck(int sources, OptionalInt records) {
        this.sources = sources;
        this.records = records;
        for (int i = 0; i < sources; i++) {
            seen.add(new BitSet());
        }
    }

    /**
     * What was found.
     *
     * @param entries lines read
     * @param lost entries that are missing
     * @param duplicated lines whose entry had been read before
     * @param foreign lines with an entry that no source made
     * @param reordered entries of one source that stand on their account behind a later one
     * @param wrongBalances lines whose number or balance does not follow from the line before on the same account
     */
    public record Report(long entries, long lost, long duplicated, long foreign, long reordered, long wrongBalances) {
        /** Whether nothing is wrong. */
        public boolean isClean() {
            return lost == 0 && duplicated == 0 && foreign == 0 && reordered == 0 && wrongBalances == 0;
        }
    }

    /**
     * Checks a folder; files and folders whose names start with a dot are not committed and do not count.
     *
     * @throws IOException if it cannot be read
     */
    public static Report check(Path folder, int sources, int records) throws IOException {
        return new LedgerCheck(sources, OptionalInt.of(records)).readAll(folder).report();
    }

    /**
     * Checks what a run has left that was stopped with a savepoint: what each source had made by then must all be there.
     *
     * @throws IOException if it cannot be read
     */
    public static Report checkStopped(Path folder, int sources) throws IOException {
        return new LedgerCheck(sources, OptionalInt.empty()).readAll(folder).report();
    }

    private LedgerCheck readAll(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> list = Files.list(folder)) {
            files = list.filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    read(Booking.parse(line));
                }
            }
        }
        return this;
    }

    private void read(Booking booking) {
        Entry entry = booking.entry();
        if (entry.source() < 0
                || entry.source() >= sources
                || entry.sequence() < 0
                || entry.sequence() >= records.orElse(Integer.MAX_VALUE)) {
            foreign++;
            return;
        }
        BitSet ofSource = seen.get(entry.source());
        int sequence = (int) entry.sequence();
        if (ofSource.get(sequence)) {
            duplicated++;
        }
        ofSource.set(sequence);
        byAccount.computeIfAbsent(entry.account(), account -> new ArrayList<>()).add(booking);
    }

    private Report report() {
        long lost = seen.stream()
                .mapToLong(source -> records.orElse(source.length()) - source.cardinality())
                .sum();
        long lines = 0;
        long reordered = 0;
        long wrong = 0;
        for (List<Booking> bookings : byAccount.values()) {
            lines += bookings.size();
            bookings.sort(Comparator.comparingLong(Booking::number));
            long[] last = new long[sources];
            long number = 0;
            long balance = 0;
            for (Booking booking : bookings) {
                number++;
                balance += booking.entry().amount();
                if (booking.number() != number || booking.balance() != balance) {
                    wrong++;
                }
                int source = booking.entry().source();
                // One more than the sequence, so that 0 means none yet.
                if (booking.entry().sequence() + 1 <= last[source]) {
                    reordered++;
                }
                last[source] = booking.entry().sequence() + 1;
            }
        }
        return new Report(lines + foreign, lost, duplicated, foreign, reordered, wrong);
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            throw new IllegalArgumentException("Usage: LedgerCheck DIR SOURCES RECORDS");
        }
        Report report = check(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        System.out.println(report);
        if (!report.isClean()) {
            throw new IllegalStateException("The ledger is wrong: " + report);
        }
    }
}
