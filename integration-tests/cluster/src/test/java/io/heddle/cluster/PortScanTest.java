package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever is not of the application hears nothing from any of its listeners. */
@ClusterTest
class PortScanTest {
    @Test
    @Tag("slow")
    void aStrangerHearsNotOneByteOfTheProtocol(Cluster cluster) throws IOException {
        String session =
                cluster.session("", "-n", "1", "-tm", "1024", "-d").exits(0).line();
        cluster.until("a worker runs", 180, () -> !cluster.workers(session).isEmpty());
        List<ProcessHandle> all = new ArrayList<>(cluster.masters(session));
        all.addAll(cluster.workers(session));
        assertEquals(2, all.size());
        byte[] noise = new byte[512];
        new Random(7).nextBytes(noise);
        List<byte[]> words = List.of(
                new byte[0],
                "GET /v1/overview HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                noise,
                new byte[512]);
        int doors = 0;
        for (ProcessHandle process : all) {
            for (int port : Doors.of(process).keySet()) {
                doors++;
                for (byte[] said : words) {
                    byte[] heard = Doors.plain(port, said);
                    assertTrue(
                            Doors.saysNothing(heard),
                            () -> "port " + port + " says "
                                    + HexFormat.of().formatHex(heard) + " = "
                                    + new String(heard, StandardCharsets.ISO_8859_1));
                }
                // People's door speaks HTTP inside TLS: a stranger may hear that he is not understood, and nothing
                // else.
                String heard = Doors.insideTls(port, noise);
                assertTrue(heard.isEmpty() || heard.startsWith("HTTP/1.1 4"), () -> "port " + port + ": " + heard);
            }
        }
        assertFalse(doors < 2, "only " + doors + " listeners were found");
        cluster.session("stop\n", "-id", session).exits(0);
        cluster.assertNothingLeftOf(session);
    }
}
