package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * From the start of a command until all tasks run, Heddle and Flink in turn: {@code scripts/bench launch [RUNS]}. The program is the
 * example ClickStream with four tasks in two slots of one worker, and its twin. Heddle's command ends when all tasks run; Flink's
 * ends earlier, so its master is then asked until they do.
 */
@ClusterTest
class LaunchTimesTest {
    private static final int RUNS = Integer.getInteger("cluster.runs", 5);
    private static final String PROGRAM = "io.heddle.examples.streaming.ClickStream";
    private static final String CLICKS = "streaming/ClickStream.jar";
    private static final int PATIENCE_S = 180;
    private static final Map<String, String> FLINK_SETTINGS = Map.of(
            "taskmanager.memory.process.size", "1280m",
            "taskmanager.numberOfTaskSlots", "2",
            "parallelism.default", "2",
            // A worker between two jobs stays, as Heddle's does.
            "resourcemanager.taskmanager-timeout", "1 h");

    @Test
    @Tag("slow")
    void applicationsOfTheirOwn(Cluster cluster) throws IOException {
        Flink flink = Flink.on(cluster, FLINK_SETTINGS);
        String provided = Cluster.home("flink-lib");
        cluster.hdfs("dfs", "-mkdir", "-p", provided).exits(0);
        cluster.hdfs("dfs", "-put", "-f", flink.libraries() + "/.", provided).exits(0);
        // Not counted: Heddle uploads everything at the user's first submission, and the servers are not warm yet.
        long firstMs = heddleApplication(cluster);
        flinkApplication(cluster, flink, "");
        Comparison.printHead();
        Comparison own = Comparison.of("application of its own");
        Comparison prepared = Comparison.of("the same, Flink's jars put into HDFS before");
        for (int run = 0; run < RUNS; run++) {
            long heddleMs = heddleApplication(cluster);
            own.heddleMs().add(heddleMs);
            own.flinkMs().add(flinkApplication(cluster, flink, ""));
            prepared.heddleMs().add(heddleMs);
            prepared.flinkMs().add(flinkApplication(cluster, flink, provided));
        }
        own.print();
        prepared.print();
        System.out.printf("Heddle's first submission of the user: %.2f s%n", firstMs / 1000.0);
    }

    @Test
    @Tag("slow")
    void intoASession(Cluster cluster) throws IOException {
        Flink flink = Flink.on(cluster, FLINK_SETTINGS);
        String ours = cluster.session("", "-n", "1", "-jm", "1024", "-tm", "1280", "-s", "2", "-d")
                .exits(0)
                .line();
        String theirs = flink.session();
        Comparison cold = Comparison.of("into a session, its worker must be started");
        Comparison warm = Comparison.of("into a session whose worker runs");
        for (int run = 0; run <= RUNS; run++) {
            Comparison into = run == 0 ? cold : warm;
            long begunMs = nowMs();
            String job = cluster.heddle(
                            "run",
                            "-yid",
                            ours,
                            "-p",
                            "2",
                            "-d",
                            "--fresh",
                            cluster.example(CLICKS).toString())
                    .exits(0)
                    .job();
            into.heddleMs().add(nowMs() - begunMs);
            cluster.heddle("cancel", job).exits(0);
            into.flinkMs().add(flinkJob(cluster, flink, theirs));
        }
        cold.print();
        warm.print();
        cluster.session("stop\n", "-id", ours).exits(0);
        kill(cluster, theirs);
    }

    /** What a command costs before it asks a cluster anything; Heddle's alone. */
    @Test
    @Tag("slow")
    void commandsWithoutACluster(Cluster cluster) {
        Comparison version = Comparison.of("heddle version");
        Comparison info = Comparison.of("heddle info JAR");
        for (int run = 0; run < RUNS; run++) {
            long begunMs = nowMs();
            cluster.heddle("version").exits(0);
            version.heddleMs().add(nowMs() - begunMs);
            begunMs = nowMs();
            cluster.heddle("info", cluster.example(CLICKS).toString()).exits(0);
            info.heddleMs().add(nowMs() - begunMs);
        }
        version.print();
        info.print();
    }

    private static long heddleApplication(Cluster cluster) {
        long begunMs = nowMs();
        Outcome outcome = cluster.heddle(
                        "run",
                        "-m",
                        "yarn-cluster",
                        "-yn",
                        "1",
                        "-yjm",
                        "1024",
                        "-ytm",
                        "1280",
                        "-ys",
                        "2",
                        "-p",
                        "2",
                        "-d",
                        "--fresh",
                        cluster.example(CLICKS).toString())
                .exits(0);
        long ms = nowMs() - begunMs;
        Matcher uploaded = Pattern.compile("uploaded .*").matcher(outcome.out() + outcome.err());
        assertTrue(uploaded.find(), outcome::toString);
        System.out.printf("Heddle %.2f s, %s%n", ms / 1000.0, uploaded.group());
        kill(cluster, outcome.application());
        return ms;
    }

    /** {@code provided} is the folder in HDFS with Flink's jars, or empty. */
    private static long flinkApplication(Cluster cluster, Flink flink, String provided) {
        List<String> command = new ArrayList<>(List.of("run", "-t", "yarn-application", "-d"));
        if (!provided.isEmpty()) {
            command.add("-Dyarn.provided.lib.dirs=" + provided);
        }
        command.addAll(List.of("-c", PROGRAM, flink.programs().toString()));
        long begunMs = nowMs();
        String application =
                flink.command(command.toArray(String[]::new)).exits(0).application();
        untilRunning(cluster, application, "");
        long ms = nowMs() - begunMs;
        System.out.printf(
                "Flink %.2f s, uploaded %.1f MB%n", ms / 1000.0, cluster.files().bytes(".flink/" + application) / 1e6);
        kill(cluster, application);
        return ms;
    }

    private static long flinkJob(Cluster cluster, Flink flink, String session) {
        long begunMs = nowMs();
        String target = "-Dyarn.application.id=" + session;
        String job = flink.command(
                        "run",
                        "-t",
                        "yarn-session",
                        target,
                        "-d",
                        "-c",
                        PROGRAM,
                        flink.programs().toString())
                .exits(0)
                .job();
        untilRunning(cluster, session, job);
        long ms = nowMs() - begunMs;
        flink.command("cancel", "-t", "yarn-session", target, job).exits(0);
        return ms;
    }

    /** Asks every 20 ms; any job if {@code job} is empty. */
    private static void untilRunning(Cluster cluster, String application, String job) {
        Proxied rest = new Proxied(cluster, application);
        long deadlineMs = nowMs() + TimeUnit.SECONDS.toMillis(PATIENCE_S);
        while (!rest.running(job)) {
            if (nowMs() > deadlineMs) {
                fail("not all tasks run after " + PATIENCE_S + " s");
            }
            cluster.pause(20);
        }
    }

    private static void kill(Cluster cluster, String application) {
        cluster.yarn("application", "-kill", application).exits(0);
        cluster.until(
                "no process of " + application,
                PATIENCE_S,
                () -> cluster.processes(application, "").isEmpty());
    }

    private static long nowMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
