package io.heddle.benchmarks.micro;

import io.heddle.engine.channel.WatermarkMerge;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.io.PushingAsyncDataInput;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.StatusWatermarkValve;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A watermark comes over one channel of many, each in its turn; once a round it raises the event time of the input. */
public class Watermarks {
    /** Our merge. */
    @State(Scope.Thread)
    public static class Heddle {
        @Param({"100", "1000"})
        public int channels = 1;

        private WatermarkMerge merge;
        private int channel;
        private long timeMs;

        @Setup
        public void round() {
            merge = new WatermarkMerge(channels);
            for (int at = 0; at < channels; at++) {
                Check.equal(at == channels - 1, next(), "whether the input's time rises");
            }
            Check.equal(0L, merge.merged(), "the input's time");
        }

        private boolean next() {
            boolean risen = merge.onWatermark(channel, timeMs);
            if (++channel == channels) {
                channel = 0;
                timeMs++;
            }
            return risen;
        }
    }

    /** Flink's valve. */
    @State(Scope.Thread)
    public static class Flink {
        @Param({"100", "1000"})
        public int channels = 1;

        private final LastTime last = new LastTime();
        private StatusWatermarkValve valve;
        private int channel;
        private long timeMs;

        @Setup
        public void round() throws Exception {
            valve = new StatusWatermarkValve(channels);
            for (int at = 0; at < channels; at++) {
                Check.equal(Long.MIN_VALUE, last.timeMs, "the input's time before the last channel");
                next();
            }
            Check.equal(0L, last.timeMs, "the input's time");
        }

        private long next() throws Exception {
            valve.inputWatermark(new Watermark(timeMs), channel, last);
            if (++channel == channels) {
                channel = 0;
                timeMs++;
            }
            return last.timeMs;
        }
    }

    /** Remembers the last watermark. */
    private static final class LastTime implements PushingAsyncDataInput.DataOutput<Object> {
        private long timeMs = Long.MIN_VALUE;

        @Override
        public void emitRecord(StreamRecord<Object> streamRecord) {}

        @Override
        public void emitWatermark(Watermark watermark) {
            timeMs = watermark.getTimestamp();
        }

        @Override
        public void emitWatermarkStatus(WatermarkStatus watermarkStatus) {}

        @Override
        public void emitLatencyMarker(LatencyMarker latencyMarker) {}

        @Override
        public void emitRecordAttributes(RecordAttributes recordAttributes) {}

        @Override
        public void emitWatermark(WatermarkEvent watermark) {}
    }

    @Benchmark
    public boolean heddleNext(Heddle input) {
        return input.next();
    }

    @Benchmark
    public long flinkNext(Flink input) throws Exception {
        return input.next();
    }
}
