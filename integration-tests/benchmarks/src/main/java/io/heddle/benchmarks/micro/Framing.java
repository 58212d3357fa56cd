package io.heddle.benchmarks.micro;

import io.heddle.engine.network.FrameTrip;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A frame of the data plane without a socket: filled, sealed with checksums, cut out of the stream again, checked. */
public class Framing {
    /** Both ends. */
    @State(Scope.Thread)
    public static class Frames {
        @Param({"1024", "32768"})
        public int bytes = 1024;

        private FrameTrip trip;
        private byte[] payload;

        @Setup
        public void open() {
            trip = new FrameTrip();
            payload = new byte[bytes];
            Sequence sequence = new Sequence(256);
            for (int at = 0; at < bytes; at++) {
                payload[at] = (byte) sequence.next();
            }
            Check.equal(true, trip.detectsDamage(payload), "whether a changed bit is seen");
            Check.equal(bytes + (payload[bytes - 1] & 0xff), trip.carry(payload), "what is received");
        }

        @TearDown
        public void close() {
            trip.close();
        }
    }

    @Benchmark
    public int heddleFrame(Frames frames) {
        return frames.trip.carry(frames.payload);
    }
}
