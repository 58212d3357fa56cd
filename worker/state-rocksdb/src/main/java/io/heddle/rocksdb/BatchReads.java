package io.heddle.rocksdb;

import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ByteBufferGetStatus;
import org.rocksdb.Status;

/**
 * Reads single values of many cells by one call into the library, which sorts the keys and looks each block up once. Owner thread
 * only.
 */
final class BatchReads {
    /** Fewer are read one by one. */
    private static final int LEAST = 4;

    private static final int MOST = 64;
    private static final int KEY_BYTES = 128;
    private static final int FIRST_VALUE_BYTES = 256;
    private static final int LARGEST_VALUE_BYTES = 1 << 16;

    private final List<Cell> cells = new ArrayList<>(MOST);
    private final ByteBuffer[] keyBuffers = new ByteBuffer[MOST];
    private final ByteBuffer[] valueBuffers = new ByteBuffer[MOST];
    private int valueBytes = FIRST_VALUE_BYTES;
    private byte[] found = new byte[FIRST_VALUE_BYTES];

    BatchReads() {
        allocateValues();
        ByteBuffer keys = ByteBuffer.allocateDirect(MOST * KEY_BYTES);
        for (int i = 0; i < MOST; i++) {
            keyBuffers[i] = keys.slice(i * KEY_BYTES, KEY_BYTES);
        }
    }

    private void allocateValues() {
        ByteBuffer values = ByteBuffer.allocateDirect(MOST * valueBytes);
        for (int i = 0; i < MOST; i++) {
            valueBuffers[i] = values.slice(i * valueBytes, valueBytes);
        }
        found = new byte[valueBytes];
    }

    /** Adds a cell whose content is not known, under the key that it has in the database; one with a long key is left out. */
    void add(Cell cell, BinaryWriter key, StateTable table, SingleContents contents) {
        if (key.position() > KEY_BYTES) {
            return;
        }
        keyBuffers[cells.size()].clear().put(key.array(), 0, key.position()).flip();
        cells.add(cell);
        if (cells.size() == MOST) {
            read(table, contents);
        }
    }

    /** Reads the cells that were added. */
    void read(StateTable table, SingleContents contents) {
        int count = cells.size();
        if (count >= LEAST) {
            for (int i = 0; i < count; i++) {
                valueBuffers[i].clear();
            }
            List<ByteBufferGetStatus> answers = table.instance()
                    .database
                    .get(
                            table.family(),
                            List.of(keyBuffers).subList(0, count),
                            List.of(valueBuffers).subList(0, count));
            int longest = 0;
            for (int i = 0; i < count; i++) {
                ByteBufferGetStatus answer = answers.get(i);
                longest = Math.max(longest, answer.requiredSize);
                take(cells.get(i), keyBuffers[i].limit(), answer, table, contents);
            }
            if (longest > valueBytes && longest <= LARGEST_VALUE_BYTES) {
                valueBytes = Integer.highestOneBit(longest - 1) * 2;
                allocateValues();
            }
        }
        cells.clear();
    }

    /** A value that did not fit is read by itself later. */
    private void take(Cell cell, int keyBytes, ByteBufferGetStatus answer, StateTable table, SingleContents contents) {
        Status.Code code = answer.status.getCode();
        if (cell.known || !cell.cached) {
            return;
        }
        if (code == Status.Code.NotFound) {
            cell.stored = false;
            cell.known = true;
        } else if (code == Status.Code.Ok && answer.requiredSize <= valueBytes) {
            int length = answer.requiredSize;
            answer.value.get(found, 0, length);
            BinaryReader in = table.instance().reader.reset(found, 0, length);
            cell.content = contents.format().read(in);
            cell.stored = true;
            cell.known = true;
            table.measured(cell, keyBytes + length);
        }
    }
}
