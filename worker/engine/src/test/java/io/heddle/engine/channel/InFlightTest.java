package io.heddle.engine.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.heddle.api.types.Types;
import io.heddle.core.agent.Wakeup;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.types.Serializers;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.operator.Input;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private static final int CHECKPOINT = 6;

    private final InputGate gate = new InputGate(1, new Wakeup());
    private final GateChannel channel = gate.add(0, 0);

    @SuppressWarnings("unchecked")
    private final TypeSerializer<Object> longs = (TypeSerializer<Object>) (TypeSerializer<?>)
            Serializers.of(InFlightTest.class.getClassLoader()).of(Types.LONG);

    private static RecordBatch batch(long value) {
        RecordBatch batch = new RecordBatch(1);
        batch.add(value, Input.NO_TIMESTAMP);
        return batch;
    }

    private static StreamEvent.Barrier barrier(long id) {
        return new StreamEvent.Barrier(id, CheckpointKind.CHECKPOINT, "mem://chk-" + id, 0, true, -1);
    }

    private List<Object> recorded(InFlight recording) {
        GateChannel restored = new InputGate(1, new Wakeup()).add(0, 0);
        InFlight.restore(restored, recording.bytes(channel.index()), longs);
        List<Object> values = new ArrayList<>();
        for (Element each : restored.pulled()) {
            RecordBatch batch = (RecordBatch) each;
            for (int i = 0; i < batch.size(); i++) {
                values.add(batch.values()[i]);
            }
        }
        return values;
    }

    @Test
    void whatWaitsBeforeTheBarrierIsInFlight() {
        channel.keep(batch(1));
        channel.keep(barrier(CHECKPOINT - 1));
        channel.keep(batch(2));
        InFlight recording = new InFlight(CHECKPOINT);
        recording.start(channel, longs);
        recording.record(channel, batch(3));
        recording.stop(channel);
        recording.record(channel, batch(4));
        assertEquals(List.of(1L, 2L, 3L), recorded(recording));
    }

    /**
     * A producer that has heard that a checkpoint was given up sends the barrier of the next one. A task that has not heard it yet
     * pulls that barrier, and records behind it, while it records for the one before.
     */
    @Test
    void whatWaitsBehindTheBarrierIsNotInFlight() {
        channel.keep(batch(1));
        channel.keep(barrier(CHECKPOINT));
        channel.keep(batch(2));
        InFlight recording = new InFlight(CHECKPOINT);
        recording.start(channel, longs);
        assertFalse(recording.isOpen(channel));
        recording.record(channel, batch(3));
        assertEquals(List.of(1L), recorded(recording));
    }
}
