package io.heddle.rocksdb;

import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.engine.snapshot.SegmentLabel;
import java.util.ArrayList;
import java.util.List;

/**
 * What a native snapshot says of itself: the segment {@code rocksdb/2}, or {@code rocksdb/1} where timers were never in databases. The database's files are segments of their own, {@code
 * rocksdb-file/1}, named by the database and the file; what was written after them follows as {@code rocksdb-changes/1}, to be
 * applied in the order of the list.
 *
 * @param database unique among all databases there ever are
 */
record NativeForm(
        String database, KeyGroupRange range, List<StateInfo> states, List<TimerInfo> timers, List<FileEntry> files) {
    static final String FORMAT = "rocksdb/2";
    static final String FORMAT_WITHOUT_TIMERS = "rocksdb/1";
    static final String FILE_FORMAT = "rocksdb-file/1";
    static final String CHANGES_FORMAT = "rocksdb-changes/1";

    /** One file of the database. */
    record FileEntry(String name, long length) {
        /** Whether it never changes once it is there. */
        boolean isTable() {
            return isTable(name);
        }

        static boolean isTable(String name) {
            return name.endsWith(".sst");
        }

        /** Whether it is what was written after the files. */
        boolean isChanges() {
            return ChangeLog.isPart(name);
        }
    }

    /** The name of the segment that a file is. */
    String segmentName(FileEntry file) {
        return database + "/" + file.name();
    }

    /** The same with these files. */
    NativeForm with(List<FileEntry> now) {
        return new NativeForm(database, range, states, timers, now);
    }

    /** The label of this. */
    SegmentLabel label() {
        return new SegmentLabel(StateKind.KEYED, "rocksdb", FORMAT, range.first(), range.last());
    }

    /** The label of one of the files. */
    SegmentLabel label(FileEntry file) {
        String format = file.isChanges() ? CHANGES_FORMAT : FILE_FORMAT;
        return new SegmentLabel(StateKind.KEYED, segmentName(file), format, range.first(), range.last());
    }

    void writeTo(BinaryWriter out) {
        out.writeString(database);
        out.writeInt(range.first());
        out.writeInt(range.last());
        out.writeVarInt(states.size());
        states.forEach(state -> state.writeTo(out));
        out.writeVarInt(files.size());
        for (FileEntry file : files) {
            out.writeString(file.name());
            out.writeVarLong(file.length());
        }
        out.writeVarInt(timers.size());
        timers.forEach(each -> each.writeTo(out));
    }

    static NativeForm readFrom(BinaryReader in, String format) {
        String database = in.readString();
        KeyGroupRange range = new KeyGroupRange(in.readInt(), in.readInt());
        List<StateInfo> states = new ArrayList<>();
        for (int left = in.readVarInt(); left > 0; left--) {
            states.add(StateInfo.readFrom(in));
        }
        List<FileEntry> files = new ArrayList<>();
        for (int left = in.readVarInt(); left > 0; left--) {
            files.add(new FileEntry(in.readString(), in.readVarLong()));
        }
        List<TimerInfo> timers = new ArrayList<>();
        for (int left = format.equals(FORMAT) ? in.readVarInt() : 0; left > 0; left--) {
            timers.add(TimerInfo.readFrom(in));
        }
        return new NativeForm(database, range, states, timers, files);
    }
}
