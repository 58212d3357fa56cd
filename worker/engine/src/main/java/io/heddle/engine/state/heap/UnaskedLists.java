package io.heddle.engine.state.heap;

import io.heddle.core.checkpoint.Segment;
import io.heddle.core.checkpoint.Slice;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeReader;
import io.heddle.core.types.TypeSnapshot;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.state.StateHeader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Restored operator state as bytes, of which no types are known but those that were written beside it. */
final class UnaskedLists {
    private final int parallelism;
    private final int subtask;

    UnaskedLists(int parallelism, int subtask) {
        this.parallelism = parallelism;
        this.subtask = subtask;
    }

    private record Name(StateKind kind, String name) {}

    /** A segment in memory, whose checksum was right. */
    private record Held(Segment segment, String home, byte[] bytes) implements RestoredSegment {
        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public byte[] read() {
            return bytes;
        }
    }

    /** The segments in memory; of lists that are split what is this subtask's, as if it had written it. */
    List<RestoredSegment> held(List<RestoredSegment> segments) throws IOException {
        List<RestoredSegment> held = new ArrayList<>();
        for (Map.Entry<Name, List<RestoredSegment>> each : byName(segments).entrySet()) {
            long position = 0;
            for (RestoredSegment segment : each.getValue()) {
                if (each.getKey().kind() != StateKind.OPERATOR_ELEMENTS) {
                    held.add(held(
                            segment,
                            segment.segment().firstKeyGroup(),
                            segment.segment().lastKeyGroup(),
                            segment.read()));
                } else if (segment.segment().firstKeyGroup() != parallelism) {
                    BinaryReader in = new BinaryReader(segment.read());
                    BinaryWriter mine = new BinaryWriter(1024);
                    position += deal(in, position, mine);
                    held.add(held(segment, parallelism, subtask, mine.toBytes()));
                } else if (segment.segment().lastKeyGroup() == subtask) {
                    held.add(held(segment, parallelism, subtask, segment.read()));
                }
            }
        }
        return held;
    }

    private static Held held(RestoredSegment from, int firstKeyGroup, int lastKeyGroup, byte[] bytes) {
        Segment was = from.segment();
        Slice here = new Slice.Inline(bytes, was.slice().crc32c());
        return new Held(
                new Segment(was.kind(), was.name(), was.format(), firstKeyGroup, lastKeyGroup, here),
                from.home(),
                bytes);
    }

    /** Copies of a list the elements that are this subtask's; how many there are in all. */
    private int deal(BinaryReader in, long position, BinaryWriter mine) {
        TypeSnapshot form = StateHeader.readForm(in);
        TypeReader<Object> skipper = form.skipper();
        int count = in.readInt();
        StateHeader.writeForm(form, mine);
        int countAt = mine.position();
        mine.writeInt(0);
        int taken = 0;
        for (int i = 0; i < count; i++) {
            int from = in.position();
            skipper.read(in);
            if ((position + i) % parallelism == subtask) {
                mine.writeBytes(in.array(), from, in.position() - from);
                taken++;
            }
        }
        int end = mine.position();
        mine.position(countAt);
        mine.writeInt(taken);
        mine.position(end);
        return count;
    }

    /** Adds this subtask's part of them to a checkpoint. */
    void handOn(List<RestoredSegment> held, OperatorCheckpoint checkpoint) throws IOException {
        for (Map.Entry<Name, List<RestoredSegment>> each : byName(held).entrySet()) {
            List<RestoredSegment> all = each.getValue();
            int from = 0;
            int until = all.size();
            if (each.getKey().kind() == StateKind.OPERATOR_UNION) {
                // Everybody holds all of it. Neighbours stay together, so that the order of the elements stays.
                from = (int) ((long) all.size() * subtask / parallelism);
                until = (int) ((long) all.size() * (subtask + 1) / parallelism);
            }
            for (RestoredSegment segment : all.subList(from, until)) {
                byte[] bytes = segment.read();
                checkpoint.add(
                        each.getKey().kind(),
                        each.getKey().name(),
                        segment.segment().format(),
                        parallelism,
                        subtask,
                        out -> out.writer().writeBytes(bytes));
            }
        }
    }

    private static Map<Name, List<RestoredSegment>> byName(List<RestoredSegment> segments) {
        Map<Name, List<RestoredSegment>> byName = new LinkedHashMap<>();
        segments.stream()
                .sorted(Comparator.comparingInt(each -> each.segment().lastKeyGroup()))
                .forEach(each -> byName.computeIfAbsent(
                                new Name(each.segment().kind(), each.segment().name()), any -> new ArrayList<>())
                        .add(each));
        return byName;
    }
}
