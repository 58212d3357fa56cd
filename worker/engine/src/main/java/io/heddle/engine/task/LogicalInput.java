package io.heddle.engine.task;

import io.heddle.engine.channel.Feeder;
import io.heddle.engine.channel.GateChannel;
import io.heddle.engine.channel.WatermarkMerge;
import io.heddle.engine.operator.Input;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One input of an operator: the channels of one edge, or of several that form a union. Task thread only. */
final class LogicalInput {
    private final int operator;
    private final int ordinal;
    private final List<GateChannel> channels = new ArrayList<>();
    private @Nullable Head head;
    private boolean idle;

    /** What the channels lead to. */
    private record Head(Input input, Feeder feeder, WatermarkMerge watermarks) {}

    LogicalInput(int operator, int ordinal) {
        this.operator = operator;
        this.ordinal = ordinal;
    }

    int operator() {
        return operator;
    }

    int ordinal() {
        return ordinal;
    }

    /** Adds a channel; its position among the input's channels. */
    int add(GateChannel channel) {
        channels.add(channel);
        return channels.size() - 1;
    }

    void attach(Input input, Feeder feeder) {
        head = new Head(input, feeder, new WatermarkMerge(channels.size()));
    }

    boolean isAttached() {
        return head != null;
    }

    private Head head() {
        if (head == null) {
            throw new IllegalStateException("the chain was not attached");
        }
        return head;
    }

    Feeder feeder() {
        return head().feeder();
    }

    WatermarkMerge watermarks() {
        return head().watermarks();
    }

    /** Passes on what a channel's word has changed. */
    void pass(boolean risen) throws Exception {
        Head to = head();
        boolean nowIdle = to.watermarks().allIdle();
        if (risen) {
            to.input().watermark(to.watermarks().merged());
        }
        if (nowIdle != idle) {
            idle = nowIdle;
            to.input().idle(nowIdle);
        }
    }
}
