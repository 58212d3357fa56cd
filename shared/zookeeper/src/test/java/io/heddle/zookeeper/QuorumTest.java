package io.heddle.zookeeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.core.config.Configuration;
import io.heddle.core.config.ConfigurationException;
import io.heddle.core.config.Origin;
import io.heddle.core.control.Epoch;
import io.heddle.core.launch.MasterAddress;
import io.heddle.core.security.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.zookeeper.ZooDefs;
import org.junit.jupiter.api.Test;

class QuorumTest {
    private static final String APPLICATION = "application_1_0001";
    private static final Secret DIGEST = Secret.of(new byte[] {1, 2, 3});

    @Test
    void nothingWithoutTheWish() {
        assertTrue(Quorum.of(Configuration.empty(), APPLICATION, DIGEST).isEmpty());
    }

    @Test
    void everyApplicationHasANodeOfItsOwnBelowTheClusters() {
        Quorum quorum = quorum(Map.of());
        assertEquals("/heddle/" + APPLICATION, quorum.cluster());
        assertEquals("/heddle/" + APPLICATION + "/" + APPLICATION, quorum.path(""));
        assertEquals("/heddle/" + APPLICATION + "/" + APPLICATION + "/master", quorum.path(MasterNode.NAME));
    }

    @Test
    void applicationsOfOneNameShareTheClustersNode() {
        Quorum quorum = quorum(Map.of(
                "high-availability.cluster-id", "orders", "high-availability.zookeeper.path.root", "/streams/prod/"));
        assertEquals("/streams/prod/orders", quorum.cluster());
        assertEquals("/streams/prod/orders/" + APPLICATION, quorum.path(""));
    }

    @Test
    void onlyTheApplicationMayReadItsNodesUnlessTheyAreOpen() {
        assertEquals(ZooDefs.Ids.CREATOR_ALL_ACL, quorum(Map.of()).rights());
        assertEquals(
                ZooDefs.Ids.OPEN_ACL_UNSAFE,
                quorum(Map.of("high-availability.zookeeper.client.acl", "open")).rights());
    }

    @Test
    void aMissingQuorumIsSaidByItsKey() {
        Configuration configuration = configuration(Map.of("high-availability.type", "zookeeper"));
        ConfigurationException refusal =
                assertThrows(ConfigurationException.class, () -> Quorum.of(configuration, APPLICATION, DIGEST));
        assertTrue(String.valueOf(refusal.getMessage()).contains("high-availability.zookeeper.quorum"));
    }

    @Test
    void theMastersNodeIsJsonThatComesBack() throws IOException {
        MasterAddress address = new MasterAddress(new Epoch(17, 4, 2), "node-3", 40001, 40002);
        byte[] data = MasterNode.write(address);
        assertTrue(new String(data, StandardCharsets.UTF_8).contains("\"host\":\"node-3\""));
        assertEquals(address, MasterNode.read(data));
    }

    private static Quorum quorum(Map<String, String> more) {
        Map<String, String> values = new TreeMap<>(more);
        values.put("high-availability.type", "zookeeper");
        values.put("high-availability.zookeeper.quorum", "zk-1:2181,zk-2:2181");
        return Quorum.of(configuration(values), APPLICATION, DIGEST).orElseThrow();
    }

    private static Configuration configuration(Map<String, String> values) {
        return Configuration.of(values, Origin.DEFAULT);
    }
}
