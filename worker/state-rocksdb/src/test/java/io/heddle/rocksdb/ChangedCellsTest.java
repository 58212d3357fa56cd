package io.heddle.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangedCellsTest {
    private static final int INTERVAL = 8_000;

    private final ChangedCells changed = new ChangedCells();
    private final List<Cell> settled = new ArrayList<>();

    private static Cell cell(int number) {
        Cell cell = new Cell(number, "", number, number);
        cell.cached = true;
        return cell;
    }

    private static List<Cell> cells(int count) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cells.add(cell(i));
        }
        return cells;
    }

    private void change(Cell cell) {
        changed.add(cell);
        if (changed.isStepDue()) {
            changed.settle(this::write);
        }
    }

    private void write(Cell cell) {
        assertTrue(cell.dirty, "written though nothing has changed");
        cell.dirty = false;
        settled.add(cell);
    }

    /** What is left to a barrier. */
    private List<Cell> barrier() {
        changed.barrier();
        settled.clear();
        changed.drain(this::write);
        List<Cell> left = List.copyOf(settled);
        settled.clear();
        return left;
    }

    @Test
    void allIsLeftToTheFirstBarrier() {
        List<Cell> cells = cells(INTERVAL);
        cells.forEach(this::change);

        assertEquals(List.of(), settled);
        assertEquals(cells, barrier());
        assertEquals(List.of(), barrier(), "nothing has changed since");
    }

    @Test
    void whatRestsIsHandedOnBeforeTheNextBarrier() {
        cells(INTERVAL).forEach(this::change);
        barrier();
        List<Cell> cells = cells(INTERVAL);
        cells.forEach(this::change);

        List<Cell> before = List.copyOf(settled);
        List<Cell> left = barrier();
        assertEquals(cells, concatenated(before, left), "each once, those first that have waited longest");
        assertTrue(left.size() <= INTERVAL / 4 + 128, left.size() + " are left");
    }

    @Test
    void whatChangesAgainAndAgainIsLeftToTheBarrier() {
        List<Cell> hot = cells(100);
        for (int i = 0; i < INTERVAL; i++) {
            change(hot.get(i % hot.size()));
        }
        barrier();
        for (int i = 0; i < 3 * INTERVAL; i++) {
            change(hot.get(i % hot.size()));
        }

        assertEquals(List.of(), settled);
        assertEquals(100, barrier().size());
    }

    @Test
    void whatHasComeToRestIsHandedOnThoughItWasHot() {
        List<Cell> hot = cells(100);
        List<Cell> others = cells(INTERVAL);
        for (int i = 0; i < INTERVAL; i++) {
            change(hot.get(i % hot.size()));
        }
        barrier();
        for (int i = 0; i < 10 * hot.size(); i++) {
            change(hot.get(i % hot.size()));
        }
        others.forEach(this::change);

        assertTrue(settled.containsAll(hot));
        assertEquals(settled.size(), settled.stream().distinct().count());
    }

    @Test
    void aCellThatWasWrittenOnItsOwnIsNotHandedOn() {
        Cell cell = cell(1);
        change(cell);
        cell.dirty = false;
        assertEquals(List.of(), barrier());

        change(cell);
        assertEquals(List.of(cell), barrier());
    }

    @Test
    void whatHasLeftTheTableIsNotKept() {
        List<Cell> cells = cells(1_000);
        for (Cell each : cells) {
            change(each);
        }
        for (Cell each : cells.subList(0, 900)) {
            each.cached = false;
            changed.gone(1);
        }

        assertTrue(changed.size() <= 140, changed.size() + " are kept");
        assertEquals(cells.subList(900, 1_000), barrier());
    }

    /** What was passed over because it needed no writing waits anew when it changes. */
    @Test
    void aCellThatWasWrittenOnItsOwnMayChangeOnceMore() {
        cells(INTERVAL).forEach(this::change);
        barrier();
        Cell cell = cell(1);
        change(cell);
        cell.dirty = false;
        cells(INTERVAL).forEach(this::change);
        assertFalse(settled.contains(cell));

        change(cell);
        assertTrue(barrier().contains(cell));
    }

    @Test
    void whatIsStillInTheTableWaitsThoughOthersHaveLeftIt() {
        List<Cell> cells = cells(100);
        cells.forEach(this::change);
        cells.forEach(this::change);
        for (Cell each : cells.subList(0, 50)) {
            each.cached = false;
        }
        changed.gone(50);

        assertEquals(cells.subList(50, 100), barrier());
    }

    private static List<Cell> concatenated(List<Cell> first, List<Cell> second) {
        List<Cell> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
