package io.heddle.rocksdb;

import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeSnapshot;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.state.StateHeader;
import io.heddle.engine.state.heap.CanonicalReader;
import io.heddle.engine.state.heap.EntrySplitter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Puts a segment of the canonical form {@code keyed/1} into a database, key group by key group, without understanding it. */
final class CanonicalImport {
    private static final int BATCH_BYTES = 1 << 20;

    private final Database database;
    private final KeyGroupRange range;
    private final Catalog catalog;
    private final WriteBuffer buffer = new WriteBuffer();
    private final BinaryWriter key = new BinaryWriter(64);
    private final BinaryWriter value = new BinaryWriter(256);

    CanonicalImport(Database database, KeyGroupRange range, Catalog catalog) {
        this.database = database;
        this.range = range;
        this.catalog = catalog;
    }

    void read(RestoredSegment segment) throws IOException {
        List<StateInfo> states = new ArrayList<>();
        CanonicalReader.read(segment, range, new CanonicalReader.Target() {
            @Override
            public void states(TypeSnapshot keyForm, List<StateHeader> headers) {
                for (StateHeader header : headers) {
                    String family = StateInfo.familyName(header, false, 1);
                    states.add(catalog.known(new StateInfo(header, keyForm, false, family)));
                }
            }

            @Override
            public void group(int state, int number, int count, BinaryReader entries) throws IOException {
                readGroup(states.get(state), number, count, entries);
            }
        });
        database.write(buffer);
    }

    private void readGroup(StateInfo state, int group, int count, BinaryReader in) throws IOException {
        Family family = database.family(state.family());
        EntrySplitter splitter = state.splitter();
        for (int i = 0; i < count; i++) {
            readEntry(group, state, splitter, family.id(), in);
            if (buffer.bytes() > BATCH_BYTES) {
                database.write(buffer);
            }
        }
    }

    private void readEntry(int group, StateInfo state, EntrySplitter splitter, int family, BinaryReader in) {
        key.clear();
        key.writeBigEndianShort(group);
        int start = in.position();
        splitter.keyAndNamespace(in);
        key.writeBytes(in.array(), start, in.position() - start);
        if (state.isMap()) {
            int prefixLength = key.position();
            int entries = in.readVarInt();
            for (int i = 0; i < entries; i++) {
                key.position(prefixLength);
                int mapKey = in.position();
                splitter.mapKey(in);
                key.writeBytes(in.array(), mapKey, in.position() - mapKey);
                putItems(1, splitter, family, in);
            }
            return;
        }
        putItems(state.isList() ? in.readVarInt() : 1, splitter, family, in);
    }

    private void putItems(int count, EntrySplitter splitter, int family, BinaryReader in) {
        int start = in.position();
        for (int i = 0; i < count; i++) {
            splitter.item(in);
        }
        value.clear();
        value.writeBytes(in.array(), start, in.position() - start);
        buffer.put(family, key, value);
    }
}
