package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The life of a session: started detached, used twice, stopped from stdin; and one that YARN kills. */
@ClusterTest
class SessionTest {
    @Test
    void takesTwoJobsAndEndsWhenToldTo(Cluster cluster) throws IOException {
        Path text = Files.writeString(cluster.scratch().resolve("license.txt"), Texts.license());
        cluster.hdfs("dfs", "-put", "-f", text.toString(), "license.txt").exits(0);
        cluster.hdfs("dfs", "-rm", "-r", "-f", "-skipTrash", "session-1", "session-2");

        String session = cluster.session("", "-n", "2", "-tm", "800", "-s", "1", "-d")
                .exits(0)
                .line();
        for (String output : new String[] {"session-1", "session-2"}) {
            cluster.heddle(
                            "run",
                            "-yid",
                            session,
                            "-p",
                            "2",
                            cluster.example("streaming/WordCount.jar").toString(),
                            "--mode",
                            "batch",
                            "--input",
                            Cluster.home("license.txt"),
                            "--output",
                            Cluster.home(output))
                    .exits(0);
            assertEquals(Texts.lines(text), cluster.lines(output));
        }
        cluster.heddle("list", "-a", "-yid", session)
                .exits(0)
                .says("Streaming WordCount")
                .says(session);
        cluster.session("stop\n", "-id", session).exits(0);
        cluster.until(
                "SUCCEEDED", Cluster.PATIENCE_S, () -> cluster.state(session).equals("FINISHED SUCCEEDED"));
        cluster.assertNothingLeftOf(session);
    }

    @Test
    @Tag("slow")
    void killedByYarnItLeavesNoContainerAndNoStagingDirectory(Cluster cluster) {
        String session =
                cluster.session("", "-n", "1", "-tm", "1024", "-d").exits(0).line();
        cluster.until("a worker runs", 180, () -> !cluster.workers(session).isEmpty());
        cluster.yarn("application", "-kill", session).exits(0);
        cluster.assertNothingLeftOf(session);
    }
}
