package io.heddle.engine.network;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.core.control.WorkerAddress;
import io.heddle.core.control.WorkerId;
import java.util.function.BooleanSupplier;

final class InMemoryNetworkTest extends DataTransportLaw {
    private final InMemoryNetwork network = new InMemoryNetwork(SETTINGS);
    private final WorkerAddress bAddress = new WorkerAddress(new WorkerId("b"), "memory", 2);
    private final DataTransport a = network.join(new WorkerAddress(new WorkerId("a"), "memory", 1));
    private final DataTransport b = network.join(bAddress);

    @Override
    DataTransport a() {
        return a;
    }

    @Override
    DataTransport b() {
        return b;
    }

    @Override
    WorkerAddress nobody() {
        return new WorkerAddress(new WorkerId("z"), "memory", 26);
    }

    @Override
    void killB() {
        network.kill(bAddress);
    }

    @Override
    void await(BooleanSupplier condition) {
        boolean holds = false;
        for (int turn = 0; turn < 10_000 && !holds; turn++) {
            holds = condition.getAsBoolean();
        }
        assertTrue(holds);
    }
}
