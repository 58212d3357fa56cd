package io.heddle.examples.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerCheckTest {
    private static final int SOURCES = 2;
    private static final int RECORDS = 50;

    @TempDir
    Path folder;

    private final List<Booking> bookings = new ArrayList<>();

    @BeforeEach
    void keepABook() {
        Map<Long, Booking> last = new HashMap<>();
        for (int sequence = 0; sequence < RECORDS; sequence++) {
            for (int source = 0; source < SOURCES; source++) {
                Entry entry = Entry.numbered((long) source * RECORDS + sequence, RECORDS, 3);
                Booking before = last.getOrDefault(entry.account(), new Booking(entry, 0, 0));
                Booking after = new Booking(entry, before.number() + 1, before.balance() + entry.amount());
                last.put(entry.account(), after);
                bookings.add(after);
            }
        }
    }

    @Test
    void aWholeBookIsCleanHoweverItsLinesLie() throws IOException {
        Collections.reverse(bookings);
        LedgerCheck.Report report = check();
        assertTrue(report.isClean(), report::toString);
        assertEquals(SOURCES * RECORDS, report.entries());
    }

    @Test
    void whatIsMissingIsLostAndBreaksTheBalance() throws IOException {
        bookings.remove(10);
        LedgerCheck.Report report = check();
        assertEquals(1, report.lost());
        assertTrue(report.wrongBalances() > 0);
    }

    @Test
    void whatStandsTwiceIsDuplicated() throws IOException {
        bookings.add(bookings.get(7));
        assertEquals(1, check().duplicated());
    }

    @Test
    void twoEntriesOfOneSourceInTheWrongOrderAreSeen() throws IOException {
        Booking first = bookings.get(0);
        int other = 1;
        while (bookings.get(other).entry().source() != first.entry().source()
                || bookings.get(other).entry().account() != first.entry().account()) {
            other++;
        }
        Booking second = bookings.get(other);
        bookings.set(0, new Booking(second.entry(), first.number(), first.balance()));
        bookings.set(other, new Booking(first.entry(), second.number(), second.balance()));
        assertTrue(check().reordered() > 0);
    }

    @Test
    void whatIsNotCommittedDoesNotCount() throws IOException {
        Files.createDirectories(folder.resolve(".pending"));
        Files.writeString(folder.resolve(".part"), bookings.get(0).line() + "\n");
        assertTrue(check().isClean());
    }

    @Test
    void aStoppedRunMayEndAnywhereButHasNoGaps() throws IOException {
        check();
        assertTrue(LedgerCheck.checkStopped(folder, SOURCES).isClean());

        bookings.remove(0);
        check();
        assertEquals(1, LedgerCheck.checkStopped(folder, SOURCES).lost());
    }

    private LedgerCheck.Report check() throws IOException {
        int half = bookings.size() / 2;
        Files.write(
                folder.resolve("1"),
                bookings.subList(0, half).stream().map(Booking::line).toList());
        Files.write(
                folder.resolve("2"),
                bookings.subList(half, bookings.size()).stream()
                        .map(Booking::line)
                        .toList());
        return LedgerCheck.check(folder, SOURCES, RECORDS);
    }
}
