package io.heddle.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyGroupOrderTest {

    /** The number is below, at and far above what is put in order together. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 300, 65_536, 200_000})
    void everyCellIsHandedOnOnceAndGroupsRiseWithinEachPart(int count) {
        List<Cell> out = new ArrayList<>();
        KeyGroupOrder<Cell> grouped = new KeyGroupOrder<>(cell -> cell.keyHash % 128, out::add);
        for (int round = 0; round < 2; round++) {
            out.clear();
            List<Cell> in = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Cell cell = new Cell(i, "", i * 7919 & 0xffff, i);
                in.add(cell);
                grouped.add(cell);
            }
            grouped.handOn();
            assertEquals(count, out.size());
            int falls = 0;
            for (int i = 1; i < count; i++) {
                falls += out.get(i).keyHash % 128 < out.get(i - 1).keyHash % 128 ? 1 : 0;
            }
            assertTrue(falls <= Math.max(0, count - 1) / 65_536, "groups fall " + falls + " times");
            out.sort((a, b) -> Integer.compare(a.hash, b.hash));
            assertEquals(in, out);
        }
    }
}
