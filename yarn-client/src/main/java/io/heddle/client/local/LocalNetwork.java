package io.heddle.client.local;

import io.heddle.core.control.WorkerAddress;
import io.heddle.core.control.WorkerId;
import io.heddle.core.security.ApplicationCredentials;
import io.heddle.core.security.Tls;
import io.heddle.core.transport.Endpoint;
import io.heddle.core.transport.NetThreads;
import io.heddle.engine.network.DataTransport;
import io.heddle.engine.network.InMemoryNetwork;
import io.heddle.engine.network.NettyDataTransport;
import io.heddle.engine.network.NetworkSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the workers of a local cluster hear each other by: sockets and TLS as on a cluster if there are several, so that a
 * program meets the network before it meets a cluster; a lone worker has nobody to talk to.
 */
final class LocalNetwork implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int NETWORK_BYTES = 64 << 20;
    private static final NetworkSettings SETTINGS = NetworkSettings.ofMemory(NETWORK_BYTES);

    /** A transport and the threads it runs on, which end after it. */
    private record Joined(NetThreads threads, DataTransport transport) {}

    /** Null if there is one worker only. */
    private final @Nullable Tls tls;

    private final List<Joined> joined = new ArrayList<>();

    LocalNetwork(int workers) {
        this.tls = workers == 1 ? null : Tls.of(ApplicationCredentials.create(new SecureRandom()));
    }

    /** The transport of one more worker. */
    DataTransport join(WorkerId worker) {
        if (tls == null) {
            return new InMemoryNetwork(SETTINGS).join(new WorkerAddress(worker, "localhost", 0));
        }
        NetThreads threads = NetThreads.named("worker-net", 1);
        try {
            DataTransport transport =
                    NettyDataTransport.start(threads, tls, worker, new Endpoint(LOOPBACK, 0), LOOPBACK, SETTINGS);
            joined.add(new Joined(threads, transport));
            return transport;
        } catch (IOException e) {
            threads.close();
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        for (Joined each : joined) {
            each.transport().close();
            each.threads().close();
        }
    }
}
