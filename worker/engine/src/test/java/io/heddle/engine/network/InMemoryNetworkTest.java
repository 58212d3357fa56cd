package io.heddle.engine.network;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.core.control.WorkerAddress;
import io.heddle.core.control.WorkerId;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

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

    private void tickBoth(long untilMs) {
        for (long now = 0; now <= untilMs; now += 1000) {
            a.tick(now);
            b.tick(now);
        }
    }

    @Test
    void a_worker_that_answers_is_not_lost_however_long_no_record_flows() {
        a.openSender(channel(0, 0), senderEars);
        b.openReceiver(channel(0, 0), a.address(), receiverEars);
        tickBoth(10 * SILENCE_MS);
        assertTrue(senderEars.heard.isEmpty() && receiverEars.heard.isEmpty());
    }

    @Test
    void a_worker_that_is_cut_off_is_lost_after_the_silence_it_is_allowed() {
        a.openSender(channel(0, 0), senderEars);
        b.openReceiver(channel(0, 0), a.address(), receiverEars);
        a.tick(0);
        network.cutOff(bAddress);
        for (long now = 1000; now < SILENCE_MS; now += 1000) {
            a.tick(now);
        }
        assertTrue(senderEars.heard.isEmpty());
        a.tick(SILENCE_MS);
        senderEars.until("failed LOST_PEER");
    }

    @Test
    void a_pause_of_ones_own_is_not_taken_for_the_others_silence() {
        a.openSender(channel(0, 0), senderEars);
        b.openReceiver(channel(0, 0), a.address(), receiverEars);
        a.tick(0);
        network.cutOff(bAddress);
        a.tick(10 * SILENCE_MS);
        assertTrue(senderEars.heard.isEmpty(), "what came meanwhile has not been read yet");
        for (long now = 1000; now <= SILENCE_MS; now += 1000) {
            a.tick(10 * SILENCE_MS + now);
        }
        senderEars.until("failed LOST_PEER");
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
