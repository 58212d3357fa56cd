package io.heddle.benchmarks.micro;

import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.benchmarks.Event;
import io.heddle.core.agent.Wakeup;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.channel.BatchSize;
import io.heddle.engine.channel.EdgeOutput;
import io.heddle.engine.channel.Element;
import io.heddle.engine.channel.Feeder;
import io.heddle.engine.channel.InputGate;
import io.heddle.engine.channel.LocalChannel;
import io.heddle.engine.channel.Outflow;
import io.heddle.engine.channel.OutputChannel;
import io.heddle.engine.channel.RecordBatch;
import io.heddle.engine.job.ClassCopies;
import io.heddle.engine.operator.Input;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Records from one task to another of the same process: batch, ring, gate, feeder. Both ends are stepped by one thread, so this is
 * the work without waiting. Objects that may change are copied on the way, strings are not.
 */
public class HandOver {
    private static final int RECORDS = 1024;

    /** What is handed over. */
    public enum Kind {
        STRING,
        POJO
    }

    /** One channel with its two ends. */
    @State(Scope.Thread)
    public static class Channel {
        @Param
        public Kind records = Kind.STRING;

        private final Count count = new Count();
        private final InputGate gate = new InputGate(1, new Wakeup());
        private Object[] values;
        private EdgeOutput out;
        private Feeder feeder;

        @Setup
        @SuppressWarnings("unchecked")
        public void connect() throws Exception {
            boolean strings = records == Kind.STRING;
            values = IntStream.range(0, RECORDS)
                    .mapToObj(n -> strings ? (Object) ("record " + n) : Event.of(n, RECORDS))
                    .toArray();
            TypeInformation<?> type = strings ? Types.STRING : TypeInformation.of(Event.class);
            TypeSerializer<Object> serializer = (TypeSerializer<Object>) Setups.SERIALIZERS.of(type);
            ClassCopies copies = new ClassCopies();
            BatchSize size = new BatchSize(serializer);
            LocalChannel channel = new LocalChannel(0, 0);
            OutputChannel producer = channel.attachProducer(
                    new Outflow(new Wakeup(), () -> false),
                    100,
                    size,
                    serializer.immutable() ? null : serializer,
                    (edge, consumer, payload) -> {});
            gate.add(0, 0).connect(channel);
            out = EdgeOutput.make(copies, 0, new OutputChannel[] {producer}, record -> 0, size, false);
            feeder = Feeder.of(copies, "input", count);
            // Until the size of records is known, batches do not end with an invocation.
            for (int round = 0; round < 16; round++) {
                handOver();
            }
            long before = count.records;
            handOver();
            Check.equal((long) RECORDS, count.records - before, "the records of an invocation");
            Check.equal(strings, count.last == values[RECORDS - 1], "whether the object itself is handed over");
        }

        private Object handOver() throws Exception {
            for (Object value : values) {
                out.record(value, Input.NO_TIMESTAMP);
            }
            for (Element batch = gate.next(); batch != null; batch = gate.next()) {
                feeder.feed((RecordBatch) batch);
            }
            return count.last;
        }
    }

    /** The consuming task. */
    private static final class Count implements Input {
        private long records;
        private Object last = "";

        @Override
        public void record(Object value, long timestampMs) {
            records++;
            last = value;
        }

        @Override
        public void watermark(long timestampMs) {}

        @Override
        public void idle(boolean idle) {}
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void heddleRecord(Channel channel, Blackhole last) throws Exception {
        last.consume(channel.handOver());
    }
}
