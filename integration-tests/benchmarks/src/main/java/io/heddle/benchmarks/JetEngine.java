package io.heddle.benchmarks;

import com.hazelcast.config.Config;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.aggregate.AggregateOperations;
import com.hazelcast.jet.pipeline.BatchSource;
import com.hazelcast.jet.pipeline.Pipeline;
import com.hazelcast.jet.pipeline.Sink;
import com.hazelcast.jet.pipeline.SinkBuilder;
import com.hazelcast.jet.pipeline.SourceBuilder;
import com.hazelcast.jet.pipeline.StreamSource;
import com.hazelcast.jet.pipeline.WindowDefinition;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Hazelcast Jet as one member that stays up between runs, without snapshots, which is its fastest. Its pipelines are not ours
 * with other imports, so it has those of the two sliding windows only.
 */
final class JetEngine implements Engine {
    private static final int RECORDS_PER_CALL = 1024;
    private static final int RECORDS_PER_MS = 100;
    private static final long NS_PER_MS = 1_000_000;

    private final HazelcastInstance member;

    JetEngine() {
        Config config = new Config();
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.logging.type", "none");
        NetworkConfig network = config.getNetworkConfig();
        network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        network.getJoin().getAutoDetectionConfig().setEnabled(false);
        network.getJoin().getMulticastConfig().setEnabled(false);
        config.getJetConfig().setEnabled(true);
        member = Hazelcast.newHazelcastInstance(config);
    }

    @Override
    public void run(Workload workload, long records, int parallelism) throws Exception {
        switch (workload) {
            case JET_SLIDING_10K -> member.getJet().newJob(sums(records)).join();
            case JET_WINDOW_20_MS -> paced(records);
            default -> throw new IllegalArgumentException(workload + " is not written for Jet");
        }
    }

    /** The sliding sum of 10 s by 0.5 s. */
    private static Pipeline sums(long records) {
        BatchSource<Event> events = SourceBuilder.batch("sequence", context -> new long[1])
                .<Event>fillBufferFn((next, buffer) -> {
                    for (int i = 0; i < RECORDS_PER_CALL && next[0] < records; i++) {
                        buffer.add(Event.of(next[0]++, Paces.KEYS));
                    }
                    if (next[0] == records) {
                        buffer.close();
                    }
                })
                .build();
        Sink<Long> counting = SinkBuilder.sinkBuilder("count", context -> new long[2])
                .<Long>receiveFn((counted, value) -> {
                    counted[0]++;
                    counted[1] += value;
                })
                .destroyFn(counted -> Probe.add(counted[0], counted[1]))
                .build();
        Pipeline pipeline = Pipeline.create();
        pipeline.readFrom(events)
                .addTimestamps(event -> event.id / RECORDS_PER_MS, 0)
                .groupingKey(event -> event.key)
                .window(WindowDefinition.sliding(10_000, 500))
                .aggregate(AggregateOperations.summingLong(event -> event.amount))
                .map(window -> window.result())
                .writeTo(counting);
        return pipeline;
    }

    /** Windows of a second over records at a rate, and how late each result is. */
    private void paced(long perSecond) throws InterruptedException {
        Pace.over = new CountDownLatch(1);
        StreamSource<Long> records = SourceBuilder.timestampedStream("paced", context -> new Pace(perSecond))
                .<Long>fillBufferFn((pace, buffer) -> {
                    long nowNs = System.nanoTime();
                    for (int i = 0; i < RECORDS_PER_CALL && pace.dueNs() <= nowNs; i++) {
                        buffer.add(pace.dueNs(), pace.dueNs() / NS_PER_MS);
                        pace.next++;
                    }
                    pace.look(nowNs);
                })
                .build();
        Sink<Long> late = SinkBuilder.sinkBuilder("late", context -> new Lateness())
                .<Long>receiveFn((lateness, endMs) -> lateness.add(endMs))
                .destroyFn(Lateness::publish)
                .build();
        Pipeline pipeline = Pipeline.create();
        pipeline.readFrom(records)
                .withNativeTimestamps(0)
                .groupingKey(Paces::key)
                .window(WindowDefinition.sliding(1_000, Paces.SLIDE_MS))
                .aggregate(AggregateOperations.counting())
                .map(window -> window.end())
                .writeTo(late);
        Job job = member.getJet().newJob(pipeline);
        Pace.over.await();
        job.cancel();
        // A stream without an end ends that way and no other.
        Throwable end = job.getFuture().handle((done, failure) -> failure).join();
        if (!(end instanceof CancellationException)) {
            throw new IllegalStateException("The job was not cancelled, it failed.", end);
        }
    }

    /** Which record is due, and what the process uses from the end of the first third on. */
    private static final class Pace {
        /** The source runs in this process; there is no other way to learn from it that the time is over. */
        private static CountDownLatch over = new CountDownLatch(1);

        private final long startNs = System.nanoTime();
        private final long perSecond;
        private long next;
        private long countedFromNs;
        private long cpuNs;

        Pace(long perSecond) {
            this.perSecond = perSecond;
        }

        long dueNs() {
            return startNs + next * TimeUnit.SECONDS.toNanos(1) / perSecond;
        }

        void look(long nowNs) {
            long passedNs = nowNs - startNs;
            if (countedFromNs == 0 && passedNs > TimeUnit.SECONDS.toNanos(Paces.SECONDS) / 3) {
                countedFromNs = nowNs;
                cpuNs = Usage.cpuNs();
            }
            if (passedNs > TimeUnit.SECONDS.toNanos(Paces.SECONDS) && over.getCount() > 0) {
                Probe.fact("cores", (Usage.cpuNs() - cpuNs) / (double) (nowNs - countedFromNs));
                over.countDown();
            }
        }
    }

    /** How long after a window's end its results come. */
    private static final class Lateness {
        private final Latencies latencies = new Latencies("window");
        private long seen;

        void add(long endMs) {
            if (++seen > Paces.warmUpWindows()) {
                latencies.add(System.nanoTime() - endMs * NS_PER_MS);
            }
        }

        void publish() {
            if (latencies.count() > 0) {
                latencies.publish();
            }
            Probe.add(seen, 0);
        }
    }
}
