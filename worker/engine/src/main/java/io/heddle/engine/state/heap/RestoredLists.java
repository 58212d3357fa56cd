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
import io.heddle.engine.snapshot.OperatorCheckpoint;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.state.StateHeader;
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
 *
 * <p>What nobody has asked for stays here, and in every checkpoint, until somebody does.
 */
final class RestoredLists {
    private final StateSetup setup;
    private final UnaskedLists unasked;
    /** What nobody has asked for. */
    private final List<RestoredSegment> left;

    RestoredLists(StateSetup setup) {
        this.setup = setup;
        this.unasked = new UnaskedLists(setup.parallelism(), setup.subtask());
        this.left = new ArrayList<>(setup.restore().operatorState());
    }

    /** Reads what has not been asked for so far: the checkpoint that it is in may be deleted as soon as there is a newer one. */
    void hold() throws IOException {
        List<RestoredSegment> held = unasked.held(left);
        left.clear();
        left.addAll(held);
    }

    /** Hands on what has not been asked for, so that all subtasks together hand on what the checkpoint has. */
    void snapshot(OperatorCheckpoint checkpoint) throws IOException {
        unasked.handOn(left, checkpoint);
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
            TypeReader<Object> reader = readerOf(name, serializer, StateHeader.readForm(in));
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                Object element = reader.read(in);
                if (whole || position % setup.parallelism() == setup.subtask()) {
                    mine.add(element);
                }
                position++;
            }
        }
        asked(name, kind);
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
        TypeReader<Object> keyReader = readerOf(name + " (key)", keys, StateHeader.readForm(in));
        TypeReader<Object> valueReader = readerOf(name, values, StateHeader.readForm(in));
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            map.put(keyReader.read(in), valueReader.read(in));
        }
        asked(name, StateKind.BROADCAST);
        return map;
    }

    private List<RestoredSegment> ofName(String name, StateKind kind) {
        return left.stream()
                .filter(each -> is(each, name, kind))
                .sorted(Comparator.comparing(RestoredSegment::segment, Comparator.comparingInt(Segment::lastKeyGroup)))
                .toList();
    }

    private void asked(String name, StateKind kind) {
        left.removeIf(each -> is(each, name, kind));
    }

    private static boolean is(RestoredSegment each, String name, StateKind kind) {
        return each.segment().kind() == kind && each.segment().name().equals(name);
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
