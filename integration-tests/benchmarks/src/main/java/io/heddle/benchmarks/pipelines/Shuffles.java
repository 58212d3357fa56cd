package io.heddle.benchmarks.pipelines;

import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.benchmarks.Packet;
import io.heddle.benchmarks.Workload;

/**
 * The exchange between two workers. They share one process, so that its CPU time is the whole cost; between them there is a
 * socket over loopback as between processes of one host. The two groups cannot share a slot, and each worker has one.
 */
final class Shuffles {
    private Shuffles() {}

    static void build(StreamExecutionEnvironment env, Workload workload, long records) {
        if (workload == Workload.SHUFFLE_1_MS) {
            env.setBufferTimeout(1);
        }
        env.fromSequence(0, records - 1)
                .slotSharingGroup("senders")
                .map(Packet::of)
                .returns(Packet.class)
                .keyBy(packet -> packet.key)
                .map(packet -> packet)
                .returns(Packet.class)
                .slotSharingGroup("receivers")
                .sinkTo(new CountingSink<>(Packet::weight));
    }
}
