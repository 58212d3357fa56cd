package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a new user gets wrong on a real cluster: each message says what, why and the mend, with its exit code. */
@ClusterTest
class CommandLineTest {
    private static final int USAGE = 2;
    private static final int UNREACHABLE = 3;
    private static final int REFUSED_BY_CHECK = 4;
    private static final int REFUSED_BY_QUEUE = 5;
    private static final int NOT_FOUND = 8;

    private static String wordCount(Cluster cluster) {
        return cluster.example("batch/WordCount.jar").toString();
    }

    private static void refused(Outcome outcome, int code, String... says) {
        outcome.exits(code);
        for (String part : says) {
            assertTrue(outcome.err().contains(part), () -> "'" + part + "' is not said by " + outcome);
        }
        assertTrue(outcome.err().startsWith("heddle: ") || outcome.err().contains("\nheddle: "), outcome::toString);
        assertTrue(outcome.err().contains("  mend: "), outcome::toString);
        assertFalse(outcome.err().contains("\tat "), () -> "no stack trace without -v: " + outcome);
    }

    @Test
    void aClusterThatIsNotNamedOrNotThere(Cluster cluster) throws IOException {
        refused(
                cluster.heddleWith(
                        Map.of("HADOOP_CONF_DIR", "", "YARN_CONF_DIR", ""),
                        "run",
                        "-m",
                        "yarn-cluster",
                        wordCount(cluster)),
                USAGE,
                "HADOOP_CONF_DIR");
        // Bound by this test as long as it lasts, and nobody listens there.
        try (Socket held = new Socket()) {
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String dead = "127.0.0.1:" + held.getLocalPort();
            Path conf = Files.createDirectories(cluster.scratch().resolve("dead-conf"));
            Files.writeString(conf.resolve("core-site.xml"), property("fs.defaultFS", "hdfs://" + dead));
            Files.writeString(conf.resolve("yarn-site.xml"), property("yarn.resourcemanager.address", dead));
            refused(cluster.heddleWith(Map.of("HADOOP_CONF_DIR", conf.toString()), "list"), UNREACHABLE, dead);
        }
    }

    private static String property(String name, String value) {
        return "<configuration><property><name>" + name + "</name><value>" + value
                + "</value></property></configuration>";
    }

    @Test
    void aQueueOrASizeThatTheClusterDoesNotHave(Cluster cluster) {
        String jar = wordCount(cluster);
        refused(
                cluster.heddle("run", "-m", "yarn-cluster", "-yqu", "bathc", jar),
                REFUSED_BY_QUEUE,
                "'bathc'",
                "-yqu batch");
        refused(
                cluster.heddle("run", "-m", "yarn-cluster", "-ytm", "99999", jar),
                REFUSED_BY_CHECK,
                "99999 MB",
                "yarn.scheduler.maximum-allocation-mb");
        refused(
                cluster.heddle("run", "-m", "yarn-cluster", "-ytm", "100", jar),
                REFUSED_BY_CHECK,
                "The least that can");
        refused(cluster.heddle("run", "-m", "yarn-cluster", "-ys", "0", jar), USAGE, "must be 1 or more");
    }

    @Test
    void aQuotaThatIsUsedUp(Cluster cluster) {
        String user = "/user/" + System.getProperty("user.name");
        String staging = user + "/tight";
        cluster.hdfs("dfs", "-mkdir", "-p", staging).exits(0);
        cluster.hdfs("dfsadmin", "-setSpaceQuota", "1m", staging).exits(0);
        try {
            refused(
                    cluster.heddle(
                            "run",
                            "-m",
                            "yarn-cluster",
                            "-D",
                            "yarn.staging-directory=hdfs://" + staging,
                            wordCount(cluster)),
                    REFUSED_BY_QUEUE,
                    "quota");
        } finally {
            cluster.hdfs("dfs", "-rm", "-r", "-skipTrash", staging).exits(0);
        }
    }

    @Test
    void nothingOfThatName(Cluster cluster) {
        refused(
                cluster.heddle("run", "-yid", "application_1_0001", wordCount(cluster)),
                NOT_FOUND,
                "application_1_0001");
        refused(cluster.heddle("cancel", "0123456789abcdef0123456789abcdef"), NOT_FOUND, "0123456789abcdef");
        refused(cluster.heddle("why", "container_nonsense"), USAGE, "no container id");
        refused(
                cluster.heddle("run", "-m", "yarn-cluster", "-s", "/no/such", wordCount(cluster)),
                NOT_FOUND,
                "/no/such");
    }

    @Test
    void theFlagsOfOldAndTheFormsOfResults(Cluster cluster) throws IOException {
        Outcome json = cluster.heddle(
                        "run",
                        "-m",
                        "yarn-cluster",
                        "-yjm=2048",
                        "-yst",
                        "--dry-run",
                        "--output",
                        "json",
                        wordCount(cluster))
                .exits(0)
                .says("-yst has no effect");
        assertTrue(json.line().startsWith("{\"name\":"), json::toString);
        assertTrue(json.out().contains("\"totalMb\":2048"), json::toString);
        String nodes = cluster.session("", "-q").exits(0).out();
        assertTrue(nodes.contains("root.batch") && nodes.contains("2 NodeManagers"), nodes);
        Path jar = Files.write(cluster.scratch().resolve("no.jar"), "no zip".getBytes(StandardCharsets.UTF_8));
        refused(cluster.heddle("run", "-m", "yarn-cluster", jar.toString()), REFUSED_BY_CHECK, "cannot be read");
        refused(
                cluster.heddle(
                        "run",
                        "-m",
                        "yarn-cluster",
                        "-c",
                        Cluster.program("Misused"),
                        cluster.programs().toString(),
                        "unserialisable"),
                REFUSED_BY_CHECK,
                "Misused$Telephoning.line");
    }

    @Test
    @Tag("slow")
    void anEndIsExplainedAfterwards(Cluster cluster) {
        try (Cluster.Running run = cluster.begin(
                "run",
                "-m",
                "yarn-cluster",
                "-yjm",
                "1024",
                "-ytm",
                "1024",
                "-yD",
                "restart-strategy.type=none",
                "-c",
                Cluster.program("Doomed"),
                cluster.programs().toString(),
                "--of",
                "heap")) {
            run.await(300).exits(1);
            String application = run.application();
            cluster.until(
                    "YARN has said how the container ended",
                    60,
                    () -> cluster.heddle("why", application, "--output", "json")
                            .out()
                            .contains("\"attributedTo\":\"MEMORY\""));
            Outcome why = cluster.heddle("why", application, "--output", "json").exits(0);
            assertTrue(why.out().contains("last words on memory"), why::toString);
            assertEquals(
                    why.line().replaceAll(".*\"attributedTo\":\"(\\w+)\".*", "$1"),
                    cluster.heddle(
                                    "why",
                                    application.replace("application", "container") + "_01_000002",
                                    "--output",
                                    "json")
                            .exits(0)
                            .line()
                            .replaceAll(".*\"attributedTo\":\"(\\w+)\".*", "$1"));
        }
    }
}
