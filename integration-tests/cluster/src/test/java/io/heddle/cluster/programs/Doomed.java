package io.heddle.cluster.programs;

import io.heddle.api.connector.DataGeneratorSource;
import io.heddle.api.connector.RateLimiterStrategy;
import io.heddle.api.environment.ParameterTool;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.types.Types;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Runs until it meets its end: {@code --of heap}, {@code native}, {@code exception}, {@code exit} or {@code age}. */
public final class Doomed {
    private Doomed() {}

    public static void main(String[] args) throws Exception {
        String end = ParameterTool.fromArgs(args).getRequired("of");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        DataGeneratorSource<Long> numbers = new DataGeneratorSource<>(
                number -> number, Long.MAX_VALUE, RateLimiterStrategy.perSecond(50), Types.LONG);
        env.fromSource(numbers, WatermarkStrategy.noWatermarks(), "numbers")
                .map(number -> Hoard.after(number, end))
                .returns(Types.LONG)
                .print();
        env.execute("Doomed by " + end);
    }

    /** What a process keeps until it has too much of it. */
    private static final class Hoard {
        private static final int PATIENCE = 150;
        private static final List<Object> KEPT = new ArrayList<>();
        private static long seen;

        static long after(long number, String end) {
            seen++;
            if (seen >= PATIENCE) {
                switch (end) {
                    case "heap" -> KEPT.add(new byte[16 << 20]);
                    case "native" -> KEPT.add(touched(ByteBuffer.allocateDirect(16 << 20)));
                    case "exception" -> throw new IllegalStateException("record " + seen + " is one too many");
                    case "exit" -> Runtime.getRuntime().halt(7);
                    default -> {}
                }
            }
            return number;
        }

        private static ByteBuffer touched(ByteBuffer memory) {
            for (int page = 0; page < memory.capacity(); page += 4096) {
                memory.put(page, (byte) 1);
            }
            return memory;
        }
    }
}
