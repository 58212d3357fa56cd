package io.heddle.cluster;

import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * How a job is run under faults: state backend and kind of checkpoints are drawn from the seed, unless {@code -Dcluster.backend}
 * and {@code -Dcluster.barriers} say them.
 */
record Drawn(int faults, long seed, String backend, String barriers) {
    static Drawn bySettings() {
        long seed = Objects.requireNonNullElse(Long.getLong("cluster.seed"), System.nanoTime() % 1_000_000);
        Random random = new Random(~seed);
        return new Drawn(
                Integer.getInteger("cluster.faults", 20),
                seed,
                drawn("cluster.backend", random, "hashmap", "rocksdb"),
                drawn("cluster.barriers", random, "aligned", "unaligned"));
    }

    private static String drawn(String property, Random random, String one, String other) {
        String choice = random.nextBoolean() ? one : other;
        String said = System.getProperty(property, "");
        return said.isEmpty() ? choice : said;
    }

    Map<String, String> settings() {
        return Map.of(
                "state.backend.type",
                backend,
                "execution.checkpointing.unaligned.enabled",
                Boolean.toString(barriers.equals("unaligned")));
    }

    /** As {@code scripts/test-long} takes it. */
    @Override
    public String toString() {
        return "-Dcluster.faults=%d -Dcluster.seed=%d -Dcluster.backend=%s -Dcluster.barriers=%s"
                .formatted(faults, seed, backend, barriers);
    }
}
