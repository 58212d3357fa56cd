package io.heddle.engine.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.core.agent.Wakeup;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.engine.operator.Input;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checkpoints whose barriers are only counted, beside a savepoint that is exact. */
class BarriersTest {
    private final InputGate gate = new InputGate(2, new Wakeup());
    private final List<String> seen = new ArrayList<>();
    private final Alignment alignment = new Alignment(gate, new Alignment.Listener() {
        @Override
        public void onComplete(StreamEvent.Barrier barrier, long alignmentMs) {
            seen.add("complete " + barrier.checkpointId());
        }

        @Override
        public void onSkipped(long checkpointId) {
            seen.add("skipped " + checkpointId);
        }
    });
    private final Fed first = new Fed(gate.add(0, 0));
    private final Fed second = new Fed(gate.add(0, 0));

    /** A channel that is fed by hand. */
    private static final class Fed implements InputChannel {
        private final ArrayDeque<Element> elements = new ArrayDeque<>();
        private final GateChannel channel;

        Fed(GateChannel channel) {
            this.channel = channel;
            channel.connect(this);
        }

        void feed(Element element) {
            elements.add(element);
            channel.readable();
        }

        @Override
        public @Nullable Element poll() {
            return elements.poll();
        }

        @Override
        public boolean isReadable() {
            return !elements.isEmpty();
        }

        @Override
        public void sendBackward(byte[] payload) {}

        @Override
        public void close() {}
    }

    private static RecordBatch batch(String value) {
        RecordBatch batch = new RecordBatch(1);
        batch.add(value, Input.NO_TIMESTAMP);
        return batch;
    }

    private static StreamEvent.Barrier counted(long id) {
        return new StreamEvent.Barrier(id, CheckpointKind.CHECKPOINT, "mem://chk-" + id, 0, false, -1);
    }

    private static StreamEvent.Barrier exact(long id) {
        return new StreamEvent.Barrier(id, CheckpointKind.SAVEPOINT_CANONICAL, "mem://chk-" + id, 0, true, -1);
    }

    /** Takes all that may be taken. */
    private void take() throws Exception {
        for (Element next = gate.next(); next != null; next = gate.next()) {
            if (next instanceof StreamEvent.Barrier barrier) {
                alignment.onBarrier(gate.current(), barrier, 0);
            } else {
                seen.add(String.valueOf(((RecordBatch) next).values()[0]));
            }
        }
    }

    private void bothBeginAndTheFirstGoesOn() throws Exception {
        first.feed(counted(1));
        first.feed(exact(2));
        first.feed(batch("behind the savepoint"));
        take();
        assertEquals(List.of(), seen);
    }

    @Test
    void aSavepointStaysExactWhenACheckpointBeforeItIsComplete() throws Exception {
        bothBeginAndTheFirstGoesOn();
        second.feed(counted(1));
        second.feed(batch("before the savepoint"));
        take();
        assertEquals(List.of("complete 1", "before the savepoint"), seen);
        second.feed(exact(2));
        take();
        assertEquals(List.of("complete 1", "before the savepoint", "complete 2", "behind the savepoint"), seen);
    }

    @Test
    void aSavepointStaysExactWhenACheckpointBeforeItIsGivenUp() throws Exception {
        bothBeginAndTheFirstGoesOn();
        alignment.abort(1, 0);
        take();
        assertEquals(List.of(), seen);
        second.feed(exact(2));
        take();
        assertEquals(List.of("complete 2", "behind the savepoint"), seen);
    }
}
