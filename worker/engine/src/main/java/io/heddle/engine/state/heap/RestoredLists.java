package io.heddle.engine.state.heap;

import io.heddle.core.checkpoint.Segment;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.Resolution;
import io.heddle.core.types.TypeReader;
import io.heddle.core.types.TypeSerializer;
import io.heddle.core.types.TypeSnapshot;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.state.StateSetup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The operator state of a checkpoint, dealt out to this subtask: with the old parallelism each subtask takes its own
 * lists; with another one the elements of all lists, in the order of the old subtasks, are dealt out one by one.
 */
final class RestoredLists {
    private final StateSetup setup;

    RestoredLists(StateSetup setup) {
        this.setup = setup;
    }

    List<Object> elements(String name, StateKind kind, TypeSerializer<Object> serializer) throws IOException {
        requireNone(name, kind == StateKind.OPERATOR_UNION ? StateKind.OPERATOR_ELEMENTS : StateKind.OPERATOR_UNION);
        List<Object> mine = new ArrayList<>();
        List<RestoredSegment> segments = ofName(name, kind);
        long position = 0;
        for (RestoredSegment segment : segments) {
            boolean sameParallelism = segment.segment().firstKeyGroup() == setup.parallelism();
            boolean whole = kind == StateKind.OPERATOR_UNION || sameParallelism;
            if (kind == StateKind.OPERATOR_ELEMENTS
                    && sameParallelism
                    && segment.segment().lastKeyGroup() != setup.subtask()) {
                continue;
            }
            BinaryReader in = new BinaryReader(segment.read());
            TypeReader<Object> reader = readerOf(name, serializer, readForm(in));
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                Object element = reader.read(in);
                if (whole || position % setup.parallelism() == setup.subtask()) {
                    mine.add(element);
                }
                position++;
            }
        }
        return mine;
    }

    private void requireNone(String name, StateKind other) {
        if (!ofName(name, other).isEmpty()) {
            boolean union = other == StateKind.OPERATOR_UNION;
            throw new HeddleException(
                    FaultCategory.CONFIGURATION,
                    "The operator state '" + name + "' of operator " + setup.operatorId() + " cannot be restored.",
                    union
                            ? "The checkpoint holds it as a union list, and the program asks for a list that is split."
                            : "The checkpoint holds it as a list that is split, and the program asks for a union list.",
                    "Ask for it by " + (union ? "getUnionListState" : "getListState")
                            + ", or give the list another name and start without the old one's elements.");
        }
    }

    Map<Object, Object> broadcast(String name, TypeSerializer<Object> keys, TypeSerializer<Object> values)
            throws IOException {
        Map<Object, Object> map = new LinkedHashMap<>();
        List<RestoredSegment> segments = ofName(name, StateKind.BROADCAST);
        if (segments.isEmpty()) {
            return map;
        }
        // All instances wrote the same; taking turns spreads the reading.
        RestoredSegment segment = segments.get(setup.subtask() % segments.size());
        BinaryReader in = new BinaryReader(segment.read());
        TypeReader<Object> keyReader = readerOf(name + " (key)", keys, readForm(in));
        TypeReader<Object> valueReader = readerOf(name, values, readForm(in));
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            map.put(keyReader.read(in), valueReader.read(in));
        }
        return map;
    }

    private List<RestoredSegment> ofName(String name, StateKind kind) {
        return setup.restore().ofKind(kind).stream()
                .filter(each -> each.segment().name().equals(name))
                .sorted(Comparator.comparing(RestoredSegment::segment, Comparator.comparingInt(Segment::lastKeyGroup)))
                .toList();
    }

    private static TypeSnapshot readForm(BinaryReader in) {
        return TypeSnapshot.fromBytes(in.readBytes(in.readVarInt()));
    }

    private TypeReader<Object> readerOf(String state, TypeSerializer<Object> serializer, TypeSnapshot written) {
        Resolution<Object> resolution = serializer.resolve(written);
        if (resolution instanceof Resolution.Migrate<Object> migrate) {
            return migrate.reader();
        }
        if (resolution instanceof Resolution.Incompatible<Object> incompatible) {
            throw new HeddleException(
                    FaultCategory.CONFIGURATION,
                    "The operator state '" + state + "' of operator " + setup.operatorId() + " cannot be restored.",
                    "Its type has changed in a way that has no reading: " + incompatible.reason() + ".",
                    "Change the type back, or give the operator another uid and start it without this state"
                            + " (--allowNonRestoredState).");
        }
        return serializer;
    }
}
