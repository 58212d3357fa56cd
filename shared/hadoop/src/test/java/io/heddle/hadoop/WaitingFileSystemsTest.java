package io.heddle.hadoop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitingFileSystemsTest {
    private static final String WAITS = "dfs.client.retry.policy.enabled";
    private static final Map<String, String> CONTAINER = Map.of("CONTAINER_ID", "container_1_0001_01_000002");

    @TempDir
    private Path directory;

    private Configuration cluster(String site) throws IOException {
        Files.writeString(
                directory.resolve("hdfs-site.xml"),
                "<configuration>" + site + "<property><name>a</name><value>b</value></property></configuration>");
        return HadoopConfiguration.load(Map.of("HADOOP_CONF_DIR", directory.toString()), Map.of());
    }

    @Test
    void waits_in_a_container_and_nowhere_else() throws IOException {
        Configuration cluster = cluster("");
        assertTrue(new WaitingFileSystems(cluster, CONTAINER).configuration().getBoolean(WAITS, false));
        assertFalse(new WaitingFileSystems(cluster, Map.of()).configuration().getBoolean(WAITS, false));
        assertFalse(cluster.getBoolean(WAITS, false), "the cluster's own is not touched");
    }

    @Test
    void does_as_the_clusters_files_say() throws IOException {
        Configuration cluster = cluster("<property><name>" + WAITS + "</name><value>false</value></property>");
        assertFalse(new WaitingFileSystems(cluster, CONTAINER).configuration().getBoolean(WAITS, false));
        cluster = cluster("<property><name>dfs.client.retry.policy.spec</name><value>7,7</value></property>");
        Configuration said = new WaitingFileSystems(cluster, CONTAINER).configuration();
        assertEquals("7,7", said.get("dfs.client.retry.policy.spec"));
        assertFalse(said.getBoolean(WAITS, false));
    }

    @Test
    void has_one_instance_of_its_own() throws IOException {
        WaitingFileSystems files = new WaitingFileSystems(cluster(""), CONTAINER);
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(directory.toUri());
        FileSystem one = files.of(path);
        assertSame(one, files.of(new org.apache.hadoop.fs.Path(path, "x")));
        assertNotSame(one, path.getFileSystem(files.configuration()), "others use Hadoop's");
    }
}
