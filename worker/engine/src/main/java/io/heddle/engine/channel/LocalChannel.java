package io.heddle.engine.channel;

import io.heddle.core.agent.Wakeup;
import io.heddle.core.types.TypeSerializer;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jctools.queues.SpscArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * A channel between two tasks of one process: batches over a bounded ring, nothing is serialised.
 *
 * <p>The two ends may be attached in any order. Both sides of a flag follow one rule, so that no wake-up is lost: set the
 * flag, then look again; the other side acts, then looks at the flag. The ring publishes by ordered stores, which the processor
 * may delay until after a look at a flag; so a full fence stands between acting on the ring and looking.
 */
public final class LocalChannel {
    private static final int RING_BATCHES = 8;
    private static final int OVERDRAFT_BATCHES = 32;

    private final int edge;
    private final int consumerSubtask;
    private final SpscArrayQueue<Element> ring = new SpscArrayQueue<>(RING_BATCHES);
    /** Set by the producer when it waits for room, taken by the consumer. */
    private final AtomicBoolean wantsRoom = new AtomicBoolean();
    /** Set by the producer when it waits for the ring to be empty, taken by the consumer. */
    private final AtomicBoolean wantsIdle = new AtomicBoolean();

    private final AtomicBoolean consumerClosed = new AtomicBoolean();
    private final AtomicReference<@Nullable Wakeup> producerWakeup = new AtomicReference<>();
    private final AtomicReference<@Nullable BackwardListener> producerBackward = new AtomicReference<>();
    private final AtomicReference<@Nullable GateChannel> consumer = new AtomicReference<>();

    /** A channel for one pair of subtasks of an edge. */
    public LocalChannel(int edge, int consumerSubtask) {
        this.edge = edge;
        this.consumerSubtask = consumerSubtask;
    }

    /** Attaches the producer; once. */
    public OutputChannel attachProducer(
            Outflow outflow,
            long bufferTimeoutMs,
            BatchSize batchSize,
            @Nullable TypeSerializer<Object> copier,
            BackwardListener backward) {
        producerBackward.set(backward);
        producerWakeup.set(outflow.wakeup());
        return new Producer(outflow, bufferTimeoutMs, batchSize, copier);
    }

    /** Attaches the consumer; once. What was sent before is announced at once. */
    InputChannel attachConsumer(GateChannel gateChannel) {
        Consumer end = new Consumer();
        consumer.set(gateChannel);
        if (!ring.isEmpty()) {
            gateChannel.readable();
        }
        return end;
    }

    private void wakeProducer() {
        Wakeup wakeup = producerWakeup.get();
        if (wakeup != null) {
            wakeup.signal();
        }
    }

    private final class Producer extends OutputChannel {
        private final BatchSize batchSize;
        private final @Nullable TypeSerializer<Object> copier;
        private final Deque<Element> overdraft = new ArrayDeque<>();
        private @Nullable RecordBatch open;
        private int openLimit;
        private int lastSize;

        Producer(Outflow outflow, long bufferTimeoutMs, BatchSize batchSize, @Nullable TypeSerializer<Object> copier) {
            super(outflow, bufferTimeoutMs);
            this.batchSize = batchSize;
            this.copier = copier;
        }

        @Override
        void record(Object value, long timestampMs) {
            RecordBatch batch = open;
            if (batch == null) {
                batch = openBatch();
            }
            batch.add(copier == null ? value : copier.copy(value), timestampMs);
            if (batch.size() >= openLimit) {
                flush();
            }
        }

        private RecordBatch openBatch() {
            openLimit = batchSize.records();
            RecordBatch batch = new RecordBatch(Math.min(lastSize, openLimit));
            open = batch;
            outflow().becameDirty(this);
            return batch;
        }

        @Override
        void flush() {
            RecordBatch batch = open;
            if (batch != null) {
                open = null;
                lastSize = batch.size();
                outflow().sent(batch.size(), 0);
                push(batch);
                if (overdraft.size() > OVERDRAFT_BATCHES) {
                    outflow().parkUntilRoom(this);
                }
            }
        }

        @Override
        void event(StreamEvent event) {
            flush();
            push(event);
        }

        private void push(Element element) {
            if (overdraft.isEmpty() && ring.offer(element)) {
                announce();
            } else if (consumerClosed.get()) {
                overdraft.clear();
            } else {
                overdraft.add(element);
                wantsRoom.set(true);
                outflow().becameBlocked(this);
            }
        }

        private void announce() {
            VarHandle.fullFence();
            GateChannel gateChannel = consumer.get();
            if (gateChannel != null) {
                gateChannel.readable();
            }
        }

        @Override
        boolean catchUp() {
            if (consumerClosed.get()) {
                overdraft.clear();
            }
            boolean sent = false;
            while (!overdraft.isEmpty() && ring.offer(Objects.requireNonNull(overdraft.peekFirst()))) {
                overdraft.removeFirst();
                sent = true;
            }
            if (sent) {
                announce();
            }
            if (overdraft.isEmpty()) {
                return true;
            }
            wantsRoom.set(true);
            // The consumer may have made room before it could see the flag.
            return ring.size() < RING_BATCHES / 2 && catchUp();
        }

        @Override
        boolean isDirty() {
            return open != null;
        }

        @Override
        boolean isReceiverIdle() {
            return ring.isEmpty() && overdraft.isEmpty();
        }

        @Override
        boolean awaitReceiverIdle() {
            if (!wantsIdle.get()) {
                wantsIdle.set(true);
            }
            return !isReceiverIdle();
        }

        @Override
        public void close() {
            open = null;
            overdraft.clear();
        }
    }

    private final class Consumer implements InputChannel {
        @Override
        public @Nullable Element poll() {
            Element element = ring.poll();
            if (element == null) {
                VarHandle.fullFence();
                boolean idleAwaited = wantsIdle.get() && wantsIdle.compareAndSet(true, false);
                boolean roomAwaited = wantsRoom.get() && wantsRoom.compareAndSet(true, false);
                if (idleAwaited || roomAwaited) {
                    wakeProducer();
                }
            } else if (wantsRoom.get() && ring.size() <= RING_BATCHES / 2 && wantsRoom.compareAndSet(true, false)) {
                wakeProducer();
            }
            return element;
        }

        @Override
        public boolean isReadable() {
            return !ring.isEmpty();
        }

        @Override
        public void sendBackward(byte[] payload) {
            BackwardListener listener = producerBackward.get();
            if (listener == null) {
                throw new IllegalStateException("A message was sent back before the producer of edge " + edge
                        + " was attached; readers may speak only after they were spoken to.");
            }
            listener.onBackward(edge, consumerSubtask, payload);
        }

        @Override
        public void close() {
            consumerClosed.set(true);
            ring.clear();
            wakeProducer();
        }
    }
}
