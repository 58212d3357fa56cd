package io.heddle.core.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.core.control.Epoch;
import io.heddle.core.storage.LocalStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterAddressesTest {
    @TempDir
    Path staging;

    @Test
    void theHighestEpochCounts() throws IOException {
        MasterAddresses addresses = new MasterAddresses(new LocalStorage(), staging.toString());
        assertEquals(Optional.empty(), addresses.latest());
        for (int attempt : new int[] {2, 10, 9}) {
            addresses.publish(new MasterAddress(new Epoch(5, 1, attempt), "host" + attempt, 1, 2));
        }
        assertEquals("host10", addresses.latest().orElseThrow().host());
    }
}
