package io.heddle.engine.state.heap;

import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the entries of a log into what is left of them, without understanding them: equal keys are equal bytes. */
final class CollapsedGroups {
    private final EntrySplitter splitter;
    /** Cells by key and namespace, by key group. */
    private final Map<Integer, Map<ByteBuffer, ByteBuffer>> groups = new TreeMap<>();

    private CollapsedGroups(EntrySplitter splitter) {
        this.splitter = splitter;
    }

    static List<GroupedEntries.Group> of(UnreadStates.Unread state) {
        CollapsedGroups collapsed = new CollapsedGroups(new EntrySplitter(state.header(), state.keyForm()));
        state.groups().forEach(collapsed::add);
        return collapsed.groups();
    }

    private void add(GroupedEntries.Group group) {
        Map<ByteBuffer, ByteBuffer> cells = groups.computeIfAbsent(group.number(), absent -> new LinkedHashMap<>());
        BinaryReader in = new BinaryReader(group.entries());
        for (int i = 0; i < group.count(); i++) {
            boolean present = !group.logged() || in.readBoolean();
            int start = in.position();
            splitter.keyAndNamespace(in);
            int end = in.position();
            ByteBuffer key = ByteBuffer.wrap(group.entries(), start, end - start);
            if (present) {
                splitter.cell(in);
                cells.put(key, ByteBuffer.wrap(group.entries(), end, in.position() - end));
            } else {
                cells.remove(key);
            }
        }
    }

    private List<GroupedEntries.Group> groups() {
        List<GroupedEntries.Group> plain = new ArrayList<>();
        groups.forEach((number, cells) -> {
            BinaryWriter out = new BinaryWriter(256);
            cells.forEach((key, cell) -> {
                out.writeBytes(key.array(), key.arrayOffset() + key.position(), key.remaining());
                out.writeBytes(cell.array(), cell.arrayOffset() + cell.position(), cell.remaining());
            });
            plain.add(new GroupedEntries.Group(number, cells.size(), out.toBytes(), false));
        });
        return plain;
    }
}
