package io.heddle.simulation;

import io.heddle.coordinator.port.CoordinatorSettings;
import io.heddle.core.plan.ChainedOperator;
import io.heddle.core.plan.Closed;
import io.heddle.core.plan.JobEdge;
import io.heddle.core.plan.JobEdge.Exchange;
import io.heddle.core.plan.JobEdge.Shipping;
import io.heddle.core.plan.JobId;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.plan.JobVertex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * What one run is about, drawn from its seed.
 *
 * @param faultsEndMs time after which nothing goes wrong any more
 * @param mustEndMs time by which everything must be over
 * @param faultRate faults per minute
 * @param onlyMastersDie whether nothing else goes wrong: then no task may ever start again
 * @param userFailure chance of an execution to fail by itself while there are faults
 */
record Scenario(
        CoordinatorSettings settings,
        List<JobPlan> jobs,
        Mutation mutation,
        long faultsEndMs,
        long mustEndMs,
        double faultRate,
        double userFailure,
        boolean onlyMastersDie) {

    private static final Closed NOTHING = new Closed(new byte[0], "nothing");

    static Scenario draw(Random random, Mutation mutation) {
        int slots = 1 + random.nextInt(3);
        boolean perJob = random.nextInt(3) == 0;
        int count = perJob ? 1 : 1 + random.nextInt(3);
        List<JobPlan> jobs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            jobs.add(plan(random));
        }
        CoordinatorSettings.Fleet fleet = new CoordinatorSettings.Fleet(
                false, random.nextInt(3), Integer.MAX_VALUE, random.nextInt(2), slots, random.nextBoolean(), 10);
        CoordinatorSettings.Patience patience =
                new CoordinatorSettings.Patience(1_000, 8_000, 500, 60_000, 10_000, 600_000, 10_000, 3_000, 30_000);
        boolean onlyMastersDie = random.nextInt(6) == 0;
        long faultsEndMs = 1_020_000L + random.nextInt(60_000);
        return new Scenario(
                new CoordinatorSettings(
                        perJob,
                        fleet,
                        patience,
                        CoordinatorSettings.of(perJob, fleet).jobDefaults()),
                jobs,
                mutation,
                faultsEndMs,
                faultsEndMs + 3_600_000,
                random.nextDouble() * 30,
                random.nextInt(4) == 0 && !onlyMastersDie ? 0.1 : 0,
                onlyMastersDie);
    }

    /** Whether chance may do harm now, apart from masters' deaths. */
    boolean isFaulty(long nowMs) {
        return nowMs < faultsEndMs && !onlyMastersDie;
    }

    /** The same job under another number. */
    static JobPlan successor(JobPlan plan, Random random) {
        return new JobPlan(
                JobId.random(random),
                plan.name() + "+",
                plan.vertices(),
                plan.edges(),
                plan.artifacts(),
                plan.properties());
    }

    private static JobPlan plan(Random random) {
        JobId id = JobId.random(random);
        List<JobVertex> vertices = new ArrayList<>();
        List<JobEdge> edges = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        int width = 1 + random.nextInt(4);
        for (int index = 0; index < count; index++) {
            boolean enumerator = index == 0 && count > 1 && random.nextBoolean();
            int parallelism = enumerator ? 1 : random.nextInt(3) == 0 ? 1 + random.nextInt(width) : width;
            vertices.add(new JobVertex(
                    index,
                    String.format("%032x", index),
                    "v" + index,
                    parallelism,
                    128,
                    random.nextInt(6) == 0 ? "other" : "default",
                    enumerator ? JobVertex.Role.ENUMERATOR : JobVertex.Role.CHAIN,
                    List.of(new ChainedOperator(
                            index, operatorId(index), "", "o" + index, NOTHING, NOTHING, List.of(), List.of()))));
            if (index > 0) {
                JobVertex before = vertices.get(index - 1);
                boolean same = before.parallelism() == parallelism && random.nextBoolean();
                boolean staged = before.role() == JobVertex.Role.CHAIN && random.nextInt(4) == 0;
                edges.add(new JobEdge(
                        edges.size(),
                        index - 1,
                        0,
                        index,
                        0,
                        0,
                        same ? Shipping.FORWARD : Shipping.HASH,
                        NOTHING,
                        NOTHING,
                        staged ? Exchange.BLOCKING : Exchange.PIPELINED,
                        100));
            }
        }
        boolean blocking = edges.stream().anyMatch(edge -> edge.exchange() == Exchange.BLOCKING);
        Map<String, String> properties = properties(random, !blocking && random.nextInt(4) > 0);
        return new JobPlan(id, "sim-" + id.hex().substring(0, 4), vertices, edges, List.of(), properties);
    }

    static String operatorId(int vertex) {
        return String.format("%032x", 100 + vertex);
    }

    private static Map<String, String> properties(Random random, boolean checkpoints) {
        Map<String, String> properties = new TreeMap<>();
        if (random.nextBoolean()) {
            properties.put("restart-strategy", "exponential-delay");
        } else {
            properties.put("restart-strategy", "fixed-delay");
            properties.put("restart-strategy.fixed-delay.attempts", "1000");
            properties.put("restart-strategy.fixed-delay.delay", "500 ms");
            properties.put("jobmanager.execution.failover-strategy", random.nextBoolean() ? "full" : "region");
        }
        if (checkpoints) {
            properties.put("execution.checkpointing.dir", "sim://checkpoints");
            properties.put("execution.checkpointing.savepoint-dir", "sim://savepoints");
            properties.put("execution.checkpointing.interval", (500 + random.nextInt(3_000)) + " ms");
            properties.put("execution.checkpointing.timeout", "8 s");
            properties.put("execution.checkpointing.min-pause", random.nextInt(3) * 300 + " ms");
            properties.put("execution.checkpointing.max-concurrent-checkpoints", "" + (1 + random.nextInt(3)));
            properties.put("execution.checkpointing.num-retained", "" + (1 + random.nextInt(3)));
            if (random.nextBoolean()) {
                properties.put("execution.checkpointing.tolerable-failed-checkpoints", "3");
            }
        }
        return properties;
    }
}
