package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * State of RocksDB that is many times as large as the worker's memory: it is filled, checkpointed, restored after kill -9 and
 * restored by twice as many tasks, and every value looked at is the one that was written. {@code -Dcluster.keys} says how many keys,
 * {@code -Dcluster.bytes} how large their values are, {@code -Dcluster.worker.mb} how large the workers are, and {@code
 * -Dcluster.minutes} how long the job is watched at least, filling included, before its worker is killed.
 */
@ClusterTest
class LargeStateTest {
    private static final long KEYS = Long.getLong("cluster.keys", 100_000_000);
    private static final int BYTES = Integer.getInteger("cluster.bytes", 80);
    private static final int WATCHED_MINUTES = Integer.getInteger("cluster.minutes", 0);
    private static final int WORKER_MB = Integer.getInteger("cluster.worker.mb", 2048);
    /** Of the keys, this part is looked at after the last restore. */
    private static final int LOOKED_AT = 100;
    /** Unless {@code -Dcluster.changes} says it, one key in a hundred changes within the minute between two checkpoints. */
    private static final long CHANGES_PER_SECOND = Long.getLong("cluster.changes", Math.max(1, KEYS / 100 / 60));

    private static final int HOURS = 3600;

    @Test
    @Tag("slow")
    void stateOfManyTimesTheMemoryIsKeptAndRestoredAndRescaled(Cluster cluster) throws IOException {
        cluster.hdfs("dfs", "-rm", "-r", "-f", "-skipTrash", "large-state", "large-state-looked");
        MemoryLog memory = new MemoryLog(cluster.scratch().resolve("large-state-memory.csv"));
        String job;
        try (Cluster.Running run = begin(
                cluster,
                1,
                "--keys",
                Long.toString(KEYS),
                "--bytes",
                Integer.toString(BYTES),
                "--rate",
                Long.toString(CHANGES_PER_SECOND))) {
            job = job(cluster, run);
            Proxied rest = new Proxied(cluster, run.application());
            long startedNs = System.nanoTime();
            until(
                    cluster,
                    memory,
                    run,
                    "filled",
                    () -> rest.statusOf(job, "fill").equals("FINISHED"));
            say("filled %,d keys in %d s".formatted(KEYS, secondsSince(startedNs)));
            long filled = newest(rest, job).id();
            until(
                    cluster,
                    memory,
                    run,
                    "checkpoints",
                    () -> secondsSince(startedNs) >= WATCHED_MINUTES * 60L
                            && newest(rest, job).id() > filled + 3);
            rest.checkpoints(job).forEach(each -> say(each.toString()));
            Proxied.Completed last = newest(rest, job);
            assertTrue(last.stateBytes() > KEYS * BYTES, last::toString);
            // A compaction may fall into any of them; what is new is little all the same.
            assertTrue(
                    rest.checkpoints(job).stream()
                            .anyMatch(each -> each.id() > filled && each.writtenBytes() < each.stateBytes() / 4),
                    () -> "no increment is small: " + rest.checkpoints(job));

            ProcessHandle worker = cluster.workers(run.application()).get(0);
            worker.destroyForcibly();
            long killedNs = System.nanoTime();
            cluster.until("the worker is gone", 20, () -> !worker.isAlive());
            until(
                    cluster,
                    memory,
                    run,
                    "restored",
                    () -> rest.statusOf(job, "KeyedProcess").equals("RUNNING")
                            && cluster.workers(run.application()).size() == 1);
            say("restored after kill -9 within %d s".formatted(secondsSince(killedNs)));
            until(
                    cluster,
                    memory,
                    run,
                    "a checkpoint after the kill",
                    () -> newest(rest, job).id() > last.id());
            say(newest(rest, job).toString());
            cluster.heddle("cancel", job).exits(0);
            run.await(HOURS).exits(6);
        }
        look(cluster, memory, job);
        memory.close();
        say("largest resident memory of a worker: %d MiB of %d".formatted(memory.largestMb(), WORKER_MB));
        assertTrue(memory.largestMb() < WORKER_MB);
    }

    /** Two tasks in two workers take over what one had. */
    private static void look(Cluster cluster, MemoryLog memory, String job) {
        long startedNs = System.nanoTime();
        try (Cluster.Running run = begin(
                cluster,
                2,
                "-s",
                newestIn(cluster, job),
                "-n",
                "--keys",
                Long.toString(KEYS),
                "--bytes",
                Integer.toString(BYTES),
                "--every",
                Integer.toString(LOOKED_AT),
                "--output",
                Cluster.home("large-state-looked"))) {
            String looking = job(cluster, run);
            Proxied rest = new Proxied(cluster, run.application());
            until(
                    cluster,
                    memory,
                    run,
                    "rescaled",
                    () -> rest.statusOf(looking, "KeyedProcess").equals("RUNNING"));
            say("rescaled from 1 to 2, running %d s after the command".formatted(secondsSince(startedNs)));
            while (run.process().isAlive()) {
                memory.look(cluster.workers(run.application()));
                cluster.pause(200);
            }
            run.soFar().exits(0);
            say("looked at %,d values, %d s after the command"
                    .formatted((KEYS - 1) / LOOKED_AT + 1, secondsSince(startedNs)));
        }
        assertEquals(List.of("good " + ((KEYS - 1) / LOOKED_AT + 1)), cluster.lines("large-state-looked"));
    }

    private static String newestIn(Cluster cluster, String job) {
        return cluster.hdfs("dfs", "-ls", "-d", "large-state/" + job + "/chk-*")
                .exits(0)
                .out()
                .lines()
                .filter(line -> line.contains("chk-"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .map(path -> path.startsWith("/") ? "hdfs://" + path : Cluster.home(path))
                .max((a, b) -> Long.compare(number(a), number(b)))
                .orElseThrow();
    }

    private static long number(String path) {
        return Long.parseLong(path.substring(path.lastIndexOf('-') + 1));
    }

    private static Cluster.Running begin(Cluster cluster, int workers, String... arguments) {
        List<String> command = new ArrayList<>(List.of("run", "-m", "yarn-cluster", "-yjm", "1024", "-ys", "1"));
        command.addAll(List.of("-ytm", Integer.toString(WORKER_MB)));
        command.addAll(List.of("-yn", Integer.toString(workers), "-p", Integer.toString(workers)));
        for (String setting : new String[] {
            "state.backend.type=rocksdb",
            "execution.checkpointing.incremental=true",
            "execution.checkpointing.interval=60 s",
            "execution.checkpointing.min-pause=10 s",
            "execution.checkpointing.timeout=2 h",
            "execution.checkpointing.externalized-checkpoint-retention=RETAIN_ON_CANCELLATION",
            "execution.checkpointing.dir=" + Cluster.home("large-state"),
            "restart-strategy.type=fixed-delay",
            "restart-strategy.fixed-delay.attempts=3"
        }) {
            command.addAll(List.of("-D", setting));
        }
        List<String> options = List.of(arguments);
        int own = options.indexOf("--keys");
        command.addAll(options.subList(0, own));
        command.addAll(
                List.of("-c", Cluster.program("LargeState"), cluster.programs().toString()));
        command.addAll(options.subList(own, options.size()));
        return cluster.begin(command.toArray(String[]::new));
    }

    private static String job(Cluster cluster, Cluster.Running run) {
        cluster.until(
                "a job",
                600,
                () -> !run.process().isAlive()
                        || (run.named()
                                && new Proxied(cluster, run.application()).job().isPresent()));
        return new Proxied(cluster, run.application())
                .job()
                .orElseGet(() -> fail(run.soFar().toString()));
    }

    private static Proxied.Completed newest(Proxied rest, String job) {
        List<Proxied.Completed> all = rest.checkpoints(job);
        return all.isEmpty() ? new Proxied.Completed(0, 0, 0, 0, 0) : all.get(all.size() - 1);
    }

    private static void until(Cluster cluster, MemoryLog memory, Cluster.Running run, String what, BooleanSupplier so) {
        cluster.until(what, 2 * HOURS, () -> {
            assertTrue(run.process().isAlive(), () -> run.soFar().toString());
            memory.look(cluster.workers(run.application()));
            return so.getAsBoolean();
        });
    }

    private static long secondsSince(long startedNs) {
        return (System.nanoTime() - startedNs) / 1_000_000_000;
    }

    private static void say(String what) {
        System.out.printf("%tT large state: %s%n", System.currentTimeMillis(), what);
    }
}
