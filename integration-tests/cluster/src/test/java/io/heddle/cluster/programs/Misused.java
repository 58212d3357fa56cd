package io.heddle.cluster.programs;

import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.functions.MapFunction;

/** What goes wrong before a job runs: {@code unserialisable}, {@code unexecuted} or {@code thrown}. */
public final class Misused {
    private Misused() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        switch (args[0]) {
            case "unserialisable" -> {
                env.fromSequence(1, 10).map(new Telephoning(new Line())).print();
                env.execute("unserialisable");
            }
            case "unexecuted" -> env.fromSequence(1, 10).print();
            default -> throw new IllegalArgumentException("--input is missing");
        }
    }

    private static final class Line {}

    private static final class Telephoning implements MapFunction<Long, Long> {
        private static final long serialVersionUID = 1L;

        private final Object line;

        Telephoning(Object line) {
            this.line = line;
        }

        @Override
        public Long map(Long value) {
            return value + line.hashCode();
        }
    }
}
