package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A session with two jobs that tell what a failure has cost: the ledger (exactly once, committed files) and ticks (at least
 * once, each record written at once with its time).
 */
final class WatchedSession implements AutoCloseable {
    private static final int RATE = 500;
    private static final int PATIENCE_S = 180;

    private final Cluster cluster;
    private final String application;
    private final Proxied rest;
    private final TickRun ticks;
    private final LedgerRun ledgerRun;
    private final String ledger;

    private WatchedSession(Cluster cluster, String name, String application) throws IOException {
        this.cluster = cluster;
        this.application = application;
        rest = new Proxied(cluster, application);
        ticks = TickRun.start(cluster, application, name);
        ledgerRun = LedgerRun.start(
                cluster,
                name,
                LedgerRun.ENDLESS,
                RATE,
                List.of("-yid", application),
                Map.of(
                        "restart-strategy.type", "fixed-delay",
                        "restart-strategy.fixed-delay.attempts", "1000",
                        "restart-strategy.fixed-delay.delay", "100 ms"));
        ledger = ledgerRun.job();
        ledgerRun.awaitFirstEntries();
    }

    static WatchedSession start(Cluster cluster, String name) throws IOException {
        String application = cluster.session(
                        "",
                        "-n",
                        "2",
                        "-jm",
                        "1024",
                        "-tm",
                        "1024",
                        "-s",
                        "2",
                        "-d",
                        "-D",
                        "yarn.application-attempts=1000")
                .exits(0)
                .line();
        return new WatchedSession(cluster, name, application);
    }

    String ledger() {
        return ledger;
    }

    TickRun ticks() {
        return ticks;
    }

    /** The one that started last; an earlier one may be frozen. */
    ProcessHandle master() {
        return cluster.masters(application).stream()
                .max(Comparator.comparing(master -> master.info().startInstant().orElse(Instant.EPOCH)))
                .orElseGet(() -> fail("no master runs"));
    }

    /** Returns when that was, in milliseconds since the epoch. */
    long killMaster() {
        ProcessHandle master = master();
        long atMs = System.currentTimeMillis();
        master.destroyForcibly();
        cluster.until("the master is gone", 10, () -> !master.isAlive());
        return atMs;
    }

    /** Waits until a master answers: before, commands do not find a job. */
    void awaitAnswer() {
        cluster.until("a master answers", PATIENCE_S, () -> rest.job(ledger).isPresent());
    }

    ProcessHandle awaitMasterAfter(ProcessHandle old) {
        cluster.until(
                "another master than " + old.pid(),
                PATIENCE_S,
                () -> cluster.masters(application).stream().anyMatch(master -> !master.equals(old)));
        return cluster.masters(application).stream()
                .filter(master -> !master.equals(old))
                .findFirst()
                .orElseThrow();
    }

    List<ProcessHandle> workers() {
        return cluster.workers(application);
    }

    int failedCheckpoints() {
        return rest.failedCheckpoints(ledger);
    }

    /** Where the ledger's checkpoints go. */
    String checkpoints() {
        return Cluster.home(ledgerRun.output() + "-checkpoints");
    }

    void killWorker() {
        cluster.workers(application).get(0).destroyForcibly();
    }

    /** The ledger as a master sees it that has it running and has completed a checkpoint later than {@code checkpoint}. */
    Proxied.Sight running(long checkpoint) {
        return cluster.await(
                "the ledger runs and has a checkpoint after " + checkpoint,
                PATIENCE_S,
                () -> rest.job(ledger)
                        .filter(sight -> sight.state().equals("RUNNING") && sight.completed() > checkpoint));
    }

    boolean isRunning(String job) {
        return rest.job(job).filter(sight -> sight.state().equals("RUNNING")).isPresent();
    }

    boolean isCheckpointing() {
        return rest.checkpointsUnderWay(ledger) > 0;
    }

    /** Whether executions of the ledger have been given to workers that are later than those of {@code before}. */
    boolean isStartedAgainAfter(Proxied.Sight before) {
        return rest.job(ledger)
                .filter(sight -> !sight.attempts().equals(before.attempts()))
                .isPresent();
    }

    /** Waits until the next master has the ledger in its hands, and prints how long everything took. */
    void report(String what, long killedMs) {
        Hdfs files = cluster.files();
        cluster.until(
                "a master answers after " + what,
                PATIENCE_S,
                () -> rest.job(ledger).isPresent());
        long answeredMs = System.currentTimeMillis();
        cluster.until(
                "the ledger's entries are committed again after " + what,
                PATIENCE_S,
                () -> files.changedMs(ledgerRun.output()) > answeredMs);
        long processMs = master().info().startInstant().orElseThrow().toEpochMilli();
        long committedMs = files.changedMs(ledgerRun.output());
        long silenceMs = ticks.log().longestSilenceMs(killedMs);
        System.out.printf(
                "%s: next process after %d ms, answers %d ms and commits %d ms after its start; silent for %d ms%n",
                what, processMs - killedMs, answeredMs - processMs, committedMs - processMs, silenceMs);
    }

    /** Ends the ledger with a savepoint; what it has put out must be right. */
    void stopLedgerAndCheckIt() throws IOException {
        ledgerRun.assertStopsClean(PATIENCE_S);
    }

    @Override
    public void close() {
        ledgerRun.close();
        cluster.session("stop\n", "-id", application).exits(0);
        cluster.assertNothingLeftOf(application);
    }
}
