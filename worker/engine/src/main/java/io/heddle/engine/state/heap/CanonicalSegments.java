package io.heddle.engine.state.heap;

import io.heddle.core.checkpoint.Segment;
import io.heddle.core.checkpoint.Slice;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.types.BinaryWriter;
import io.heddle.engine.snapshot.OperatorRestore;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.state.StateHeader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.zip.CRC32C;

/** Restored keyed state in the canonical form, for backends that read nothing else: increments of the heap are put together. */
public final class CanonicalSegments {
    private CanonicalSegments() {}

    private record InMemory(Segment segment, String home, byte[] bytes) implements RestoredSegment {
        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    /** The segments that are in the canonical form or can be brought into it; of others nothing is said. */
    public static List<RestoredSegment> of(OperatorRestore restore, KeyGroupRange range) throws IOException {
        List<RestoredSegment> keyed = restore.ofKind(StateKind.KEYED);
        List<RestoredSegment> canonical = new ArrayList<>();
        for (RestoredSegment segment : keyed) {
            if (segment.segment().format().equals(StateHeader.CANONICAL)) {
                canonical.add(segment);
            } else if (segment.segment().format().equals(LoggedSnapshot.FORMAT)) {
                UnreadStates logged = new UnreadStates();
                RestoredLog.read(segment, keyed, range, logged);
                if (!logged.all().isEmpty()) {
                    canonical.add(inMemory(bytes(logged.all()), segment.home(), range));
                }
            }
        }
        return canonical;
    }

    private static RestoredSegment inMemory(byte[] bytes, String home, KeyGroupRange range) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        Slice slice = new Slice.Inline(bytes, (int) checksum.getValue());
        Segment segment =
                new Segment(StateKind.KEYED, "keyed", StateHeader.CANONICAL, range.first(), range.last(), slice);
        return new InMemory(segment, home, bytes);
    }

    private static byte[] bytes(Collection<UnreadStates.Unread> states) {
        BinaryWriter out = new BinaryWriter(1 << 16);
        StateHeader.writeForm(states.iterator().next().keyForm(), out);
        out.writeVarInt(states.size());
        states.forEach(each -> each.header().writeTo(out));
        for (UnreadStates.Unread each : states) {
            CollapsedGroups.of(each).forEach(group -> group.writeTo(out));
            out.writeInt(-1);
        }
        return out.toBytes();
    }
}
