package io.heddle.cluster.programs;

import io.heddle.api.environment.StreamExecutionEnvironment;

/** Fails at one of its records. */
public final class Broken {
    private Broken() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.fromSequence(1, 100)
                .map(number -> {
                    if (number == 99) {
                        throw new IllegalStateException("the 99th record is broken");
                    }
                    return number;
                })
                .returns(Long.class)
                .print();
        env.execute("Broken");
    }
}
