package io.heddle.benchmarks.micro;

import io.heddle.api.windowing.SlidingEventTimeWindows;
import io.heddle.api.windowing.TumblingEventTimeWindows;
import io.heddle.api.windowing.WindowAssigner;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The windows of a record. The engine asks for them only where a trigger or an evictor of the user's rules out slices. */
public class Assigners {
    private static final Duration SIZE = Duration.ofSeconds(10);
    private static final Duration SLIDE = Duration.ofSeconds(1);

    /** Windows of ten seconds, one after the other or ten at a time. */
    public enum Kind {
        TUMBLING,
        SLIDING
    }

    /** Our assigner. */
    @State(Scope.Thread)
    public static class Heddle {
        @Param
        public Kind windows = Kind.TUMBLING;

        private final WindowAssigner.WindowAssignerContext context = new WindowAssigner.WindowAssignerContext() {
            @Override
            public long getCurrentProcessingTime() {
                return 0;
            }
        };
        private WindowAssigner<Object, ?> assigner;
        private long timeMs;

        @Setup
        public void make() {
            assigner = windows == Kind.SLIDING
                    ? SlidingEventTimeWindows.of(SIZE, SLIDE)
                    : TumblingEventTimeWindows.of(SIZE);
            int expected = windows == Kind.SLIDING ? 10 : 1;
            Check.equal(expected, assigner.assignWindows("", 123_456, context).size(), "the number of windows");
        }
    }

    /** Flink's assigner. */
    @State(Scope.Thread)
    public static class Flink {
        @Param
        public Kind windows = Kind.TUMBLING;

        private final org.apache.flink.streaming.api.windowing.assigners.WindowAssigner.WindowAssignerContext context =
                new org.apache.flink.streaming.api.windowing.assigners.WindowAssigner.WindowAssignerContext() {
                    @Override
                    public long getCurrentProcessingTime() {
                        return 0;
                    }
                };
        private org.apache.flink.streaming.api.windowing.assigners.WindowAssigner<Object, ?> assigner;
        private long timeMs;

        @Setup
        public void make() {
            assigner = windows == Kind.SLIDING
                    ? org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows.of(SIZE, SLIDE)
                    : org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows.of(SIZE);
            int expected = windows == Kind.SLIDING ? 10 : 1;
            Check.equal(expected, assigner.assignWindows("", 123_456, context).size(), "the number of windows");
        }
    }

    @Benchmark
    public Object heddleAssign(Heddle state) {
        return state.assigner.assignWindows("", ++state.timeMs, state.context);
    }

    @Benchmark
    public Object flinkAssign(Flink state) {
        return state.assigner.assignWindows("", ++state.timeMs, state.context);
    }
}
