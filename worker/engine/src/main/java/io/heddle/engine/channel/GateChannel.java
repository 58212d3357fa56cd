package io.heddle.engine.channel;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jctools.queues.MpscArrayQueue;
import org.jspecify.annotations.Nullable;

/** One channel as its gate sees it. All fields but {@link #inLine} belong to the consuming task's thread. */
public final class GateChannel {
    private final int index;
    private final int input;
    private final int edge;
    private final InputGate gate;
    /** Whether the channel stands in the gate's line, or is being read; set by whoever puts it there. */
    private final AtomicBoolean inLine = new AtomicBoolean();

    private @Nullable InputChannel channel;
    /** Taken from the channel before their turn, or restored: they come before anything in the channel. */
    private final ArrayDeque<Element> pulled = new ArrayDeque<>();

    boolean held;
    boolean heldReadable;
    boolean ended;

    GateChannel(int index, int input, int edge, InputGate gate) {
        this.index = index;
        this.input = input;
        this.edge = edge;
        this.gate = gate;
    }

    /** Position in the gate. */
    public int index() {
        return index;
    }

    /** Which logical input of the task the channel feeds. */
    public int input() {
        return input;
    }

    /** The edge of the plan. */
    public int edge() {
        return edge;
    }

    /** Connects the channel with a producer in this process. */
    public void connect(LocalChannel local) {
        // The line may hold the channel before this returns: the gate's owner has not started reading then.
        channel = local.attachConsumer(this);
    }

    /** Connects the channel with any other producer. */
    public void connect(InputChannel other) {
        channel = other;
        if (other.isReadable()) {
            readable();
        }
    }

    InputChannel channel() {
        return Objects.requireNonNull(channel, "channel was read before it was connected");
    }

    /** Whether the channel has given its last element. */
    public boolean isEnded() {
        return ended;
    }

    /** What was taken from the channel and waits for its turn. */
    public Collection<Element> pulled() {
        return Collections.unmodifiableCollection(pulled);
    }

    /** Takes the next element out of the channel; null if there is none. */
    public @Nullable Element pull() {
        return channel().poll();
    }

    /** Puts an element that was pulled in line behind those before it. */
    public void keep(Element element) {
        pulled.addLast(element);
    }

    /** Puts in what was in flight when the checkpoint was taken that the task starts from. */
    public void restored(RecordBatch batch) {
        pulled.addLast(batch);
        readable();
    }

    @Nullable
    Element nextPulled() {
        return pulled.pollFirst();
    }

    /** Sends a message back to the producing task. */
    public void sendBackward(byte[] payload) {
        channel().sendBackward(payload);
    }

    /** There is something to read. Any thread. */
    public void readable() {
        if (!inLine.get() && inLine.compareAndSet(false, true)) {
            gate.standInLine(this);
        }
    }

    /** The channel was found empty; true if something has come since, so that it keeps its place. */
    boolean leaveLine() {
        inLine.set(false);
        return (channel().isReadable() || !pulled.isEmpty()) && inLine.compareAndSet(false, true);
    }

    static MpscArrayQueue<GateChannel> line(int channels) {
        return new MpscArrayQueue<>(Math.max(2, channels));
    }
}
