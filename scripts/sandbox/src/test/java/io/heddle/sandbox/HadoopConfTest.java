package io.heddle.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HadoopConfTest {
    private final SandboxOptions options = SandboxOptions.in(Path.of("a <b> & c"), Path.of("lib"));

    private HadoopConf conf(SandboxOptions of) throws IOException {
        return new HadoopConf(of, new Layout(of.dir()), Ports.choose(Ports.wanted(of), Set.of()));
    }

    @Test
    void checksOfMemoryAndLogAggregationAreOn() throws IOException {
        String yarn = conf(options).ofNode(1).get("yarn-site.xml");
        for (String key : new String[] {
            "yarn.nodemanager.pmem-check-enabled", "yarn.nodemanager.vmem-check-enabled", "yarn.log-aggregation-enable"
        }) {
            assertTrue(String.valueOf(yarn).contains("<name>" + key + "</name><value>true</value>"), key);
        }
    }

    @Test
    void textThatXmlWouldMisreadIsEscaped() throws IOException {
        assertTrue(String.valueOf(conf(options).common().get("core-site.xml")).contains("a &lt;b&gt; &amp; c"));
    }

    @Test
    void eachNodeManagerHasItsOwnFoldersAndPorts() throws IOException {
        HadoopConf conf = conf(options);
        assertNotEquals(conf.ofNode(1).get("yarn-site.xml"), conf.ofNode(2).get("yarn-site.xml"));
        assertEquals(conf.ofNode(1).get("core-site.xml"), conf.common().get("core-site.xml"));
    }

    @Test
    void portsDifferAndATakenOneIsReplaced() throws IOException {
        Ports first = Ports.choose(Map.of("a", 0, "b", 0, "c", 0), Set.of());
        assertEquals(3, new HashSet<>(first.byName().values()).size());
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports second = Ports.choose(Map.of("a", taken.getLocalPort()), Set.of());
            assertNotEquals(taken.getLocalPort(), second.port("a"));
        }
        assertThrows(IllegalArgumentException.class, () -> first.port("d"));
    }

    @Test
    void zookeeperHasAFileOnlyWhenWanted() throws IOException {
        assertTrue(conf(options.withZookeeper(true)).common().containsKey("zoo.cfg"));
        assertTrue(!conf(options).common().containsKey("zoo.cfg"));
    }
}
