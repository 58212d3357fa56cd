package io.heddle.zookeeper;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.heddle.core.launch.MasterAddress;
import java.io.IOException;

/** The node that tells where the master is, as JSON so that any tool can read it. */
final class MasterNode {
    static final String NAME = "master";
    private static final ObjectMapper JSON = new ObjectMapper();

    private MasterNode() {}

    static byte[] write(MasterAddress address) {
        try {
            return JSON.writeValueAsBytes(address);
        } catch (IOException impossible) {
            throw new IllegalStateException("A record of numbers and a name is always JSON.", impossible);
        }
    }

    static MasterAddress read(byte[] data) throws IOException {
        return JSON.readValue(data, MasterAddress.class);
    }
}
