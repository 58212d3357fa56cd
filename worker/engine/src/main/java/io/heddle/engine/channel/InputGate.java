package io.heddle.engine.channel;

import io.heddle.core.agent.Wakeup;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jctools.queues.MpscArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Where everything comes into a task: the next element of any channel that has one, each in its turn. Channels with
 * something to read stand in line, so that a thousand idle channels cost nothing. Task thread only, but for the line.
 */
public final class InputGate {
    private final List<GateChannel> channels = new ArrayList<>();
    /** Channels that became readable: put in by producers, taken out by the task. */
    private final MpscArrayQueue<GateChannel> line;

    private final Wakeup wakeup;
    /** Channels that are being read in turn. */
    private final ArrayDeque<GateChannel> turns = new ArrayDeque<>();

    private @Nullable GateChannel current;
    private boolean currentPulled;
    private int live;

    public InputGate(int expectedChannels, Wakeup wakeup) {
        this.line = GateChannel.line(expectedChannels);
        this.wakeup = wakeup;
    }

    /** Adds a channel, to be connected before the first {@link #next}. */
    public GateChannel add(int input, int edge) {
        GateChannel channel = new GateChannel(channels.size(), input, edge, this);
        channels.add(channel);
        live++;
        return channel;
    }

    /** Puts a channel in line. Any thread. */
    void standInLine(GateChannel channel) {
        // There are never more channels in line than the gate has.
        line.add(channel);
        wakeup.signal();
    }

    /** The next element, or null if no channel that may be read has one; {@link #current} says where it came from. */
    public @Nullable Element next() {
        while (true) {
            GateChannel arrived = line.poll();
            if (arrived != null) {
                turns.addLast(arrived);
            }
            GateChannel channel = turns.pollFirst();
            if (channel == null) {
                current = null;
                return null;
            }
            if (channel.held) {
                channel.heldReadable = true;
                continue;
            }
            Element element = channel.nextPulled();
            currentPulled = element != null;
            if (element == null) {
                element = channel.channel().poll();
            }
            if (element != null) {
                turns.addLast(channel);
                current = channel;
                return element;
            }
            if (channel.leaveLine()) {
                turns.addLast(channel);
            }
        }
    }

    /** The channel of the element that {@link #next} gave. */
    public GateChannel current() {
        return Objects.requireNonNull(current, "no element was taken");
    }

    /** Whether that element had been pulled before, or restored. */
    public boolean currentWasPulled() {
        return currentPulled;
    }

    /** Takes nothing more from the channel until {@link #release} or {@link #releaseAll}. */
    void hold(GateChannel channel) {
        channel.held = true;
    }

    void releaseAll() {
        channels.forEach(this::release);
    }

    /** Takes from the channel again. */
    void release(GateChannel channel) {
        if (channel.held) {
            channel.held = false;
            if (channel.heldReadable) {
                channel.heldReadable = false;
                turns.addLast(channel);
            }
        }
    }

    /** The channel has given its last element. */
    public void ended(GateChannel channel) {
        if (!channel.ended) {
            channel.ended = true;
            live--;
        }
    }

    /** How many channels have not ended. */
    public int live() {
        return live;
    }

    public List<GateChannel> channels() {
        return Collections.unmodifiableList(channels);
    }

    /** Bytes that have come in over the network. */
    public long bytesIn() {
        long bytes = 0;
        for (GateChannel channel : channels) {
            bytes += channel.channel().bytesIn();
        }
        return bytes;
    }

    /** Lets go of all channels. */
    public void close() {
        for (GateChannel channel : channels) {
            channel.channel().close();
        }
    }
}
