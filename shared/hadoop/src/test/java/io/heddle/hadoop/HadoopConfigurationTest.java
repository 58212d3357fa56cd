package io.heddle.hadoop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HadoopConfigurationTest {
    private static final String PAUSE = "dfs.client.block.write.locateFollowingBlock.initial.delay.ms";
    private static final String RETRIES = "dfs.client.block.write.locateFollowingBlock.retries";
    private static final long HADOOPS_PATIENCE_MS = 400 * ((1 << 5) - 1);

    @TempDir
    Path directory;

    @Test
    void closingAFileAsksAgainSoonAndHasHadoopsPatience() {
        Configuration loaded = HadoopConfiguration.load(Map.of(), Map.of());

        int pauseMs = loaded.getInt(PAUSE, -1);
        long togetherMs = pauseMs * ((1L << loaded.getInt(RETRIES, -1)) - 1);
        assertTrue(pauseMs <= 10, "first pause " + pauseMs);
        assertTrue(togetherMs >= HADOOPS_PATIENCE_MS, "all pauses together " + togetherMs);
    }

    @Test
    void whatTheClustersFilesSayOfClosingCounts() throws IOException {
        Files.writeString(
                directory.resolve("hdfs-site.xml"),
                "<configuration><property><name>" + RETRIES + "</name><value>7</value></property></configuration>");

        Configuration loaded = HadoopConfiguration.load(Map.of("HADOOP_CONF_DIR", directory.toString()), Map.of());

        assertEquals(7, loaded.getInt(RETRIES, -1));
        assertEquals(400, loaded.getInt(PAUSE, 400), "left as it was");
    }

    @Test
    void whatTheUserSaysOfClosingCountsMost() {
        Configuration loaded = HadoopConfiguration.load(Map.of(), Map.of(PAUSE, "70"));

        assertEquals(70, loaded.getInt(PAUSE, -1));
    }
}
