package io.heddle.rocksdb;

import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeSnapshot;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.state.StateHeader;
import io.heddle.engine.state.heap.EntrySplitter;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;

/** Puts a segment of the canonical form {@code keyed/1} into a database, key group by key group, without understanding it. */
final class CanonicalImport {
    /** More than the forms of all states of an operator take. */
    private static final int HEAD_BYTES = 16 << 20;

    private static final int BATCH_BYTES = 1 << 20;

    private final Database database;
    private final KeyGroupRange range;
    private final Catalog catalog;
    private final WriteBuffer buffer = new WriteBuffer();
    private final BinaryReader in = new BinaryReader();
    private final BinaryWriter key = new BinaryWriter(64);
    private final BinaryWriter value = new BinaryWriter(256);

    CanonicalImport(Database database, KeyGroupRange range, Catalog catalog) {
        this.database = database;
        this.range = range;
        this.catalog = catalog;
    }

    void read(RestoredSegment segment) throws IOException {
        try (InputStream stream = segment.open()) {
            try {
                read(segment, stream);
            } catch (IOException | RuntimeException unreadable) {
                // Bytes that make no sense are damaged bytes; the stream says so at its end, and which file it is.
                stream.transferTo(OutputStream.nullOutputStream());
                throw unreadable;
            }
        }
        database.write(buffer);
    }

    private void read(RestoredSegment segment, InputStream stream) throws IOException {
        byte[] head = stream.readNBytes(HEAD_BYTES);
        BinaryReader headers = new BinaryReader(head);
        TypeSnapshot keyForm = StateHeader.readForm(headers);
        int count = headers.readVarInt();
        List<StateInfo> states = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StateHeader header = StateHeader.readFrom(headers);
            states.add(catalog.known(new StateInfo(header, keyForm, false, StateInfo.familyName(header, false, 1))));
        }
        int at = headers.position();
        InputStream rest = new SequenceInputStream(new ByteArrayInputStream(head, at, head.length - at), stream);
        for (StateInfo state : states) {
            readGroups(rest, state);
        }
        // The checksum is checked at the end.
        if (rest.read() >= 0) {
            throw new IOException("The segment '" + segment.segment().name() + "' is longer than it says.");
        }
    }

    private void readGroups(InputStream source, StateInfo state) throws IOException {
        Family family = database.family(state.family());
        EntrySplitter splitter = state.splitter();
        for (int group = readInt(source); group >= 0; group = readInt(source)) {
            int length = readInt(source);
            int count = readInt(source);
            if (!range.contains(group)) {
                source.skipNBytes(length);
                continue;
            }
            in.reset(exactly(source, length));
            for (int i = 0; i < count; i++) {
                readEntry(group, state, splitter, family.id());
                if (buffer.bytes() > BATCH_BYTES) {
                    database.write(buffer);
                }
            }
        }
    }

    private void readEntry(int group, StateInfo state, EntrySplitter splitter, int family) {
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
                putItems(1, splitter, family);
            }
            return;
        }
        putItems(state.isList() ? in.readVarInt() : 1, splitter, family);
    }

    private void putItems(int count, EntrySplitter splitter, int family) {
        int start = in.position();
        for (int i = 0; i < count; i++) {
            splitter.item(in);
        }
        value.clear();
        value.writeBytes(in.array(), start, in.position() - start);
        buffer.put(family, key, value);
    }

    private int readInt(InputStream source) throws IOException {
        return new BinaryReader(exactly(source, Integer.BYTES)).readInt();
    }

    private static byte[] exactly(InputStream source, int length) throws IOException {
        byte[] bytes = source.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("A segment of state ends too early.");
        }
        return bytes;
    }
}
