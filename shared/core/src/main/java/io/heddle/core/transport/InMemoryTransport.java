package io.heddle.core.transport;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The same port without sockets: processes that share one {@link Network} reach each other by calls, each of which is
 * one step of the network's executor. Simulation passes an executor that it steps, delays and reorders between
 * connections by itself; local execution passes one thread.
 */
public final class InMemoryTransport implements ControlTransport {
    /** Who can reach whom. All maps belong to the executor, which must run one task at a time. */
    public static final class Network {
        private final Executor executor;
        private final Map<Endpoint, Door> doors = new HashMap<>();
        private final List<End> ends = new ArrayList<>();
        private int lastPort = 1023;

        public Network(Executor oneAtATime) {
            this.executor = oneAtATime;
        }

        /** Runs each step when it is made, after the one that made it: deterministic for a single thread. */
        public static Network inline() {
            return new Network(new InlineExecutor());
        }

        /** Breaks every connection of that process, as the loss of its host would. */
        public void sever(InMemoryTransport process, String reason) {
            executor.execute(() -> {
                for (End end : List.copyOf(ends)) {
                    if (end.home == process) {
                        end.over(reason);
                    }
                }
            });
        }
    }

    private record Door(InMemoryTransport home, ConnectionListener listener) {}

    private final Network network;
    private final String name;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** A process called {@code name} in {@code network}. */
    public InMemoryTransport(Network network, String name) {
        this.network = network;
        this.name = name;
    }

    @Override
    public Listening listen(Endpoint bind, ConnectionListener listener) throws IOException {
        int port = bind.port() == 0 ? ++network.lastPort : bind.port();
        Endpoint bound = new Endpoint(bind.host(), port);
        if (network.doors.putIfAbsent(bound, new Door(this, listener)) != null) {
            throw new IOException("The address " + bound + " is in use.");
        }
        return new Listening() {
            @Override
            public Endpoint endpoint() {
                return bound;
            }

            @Override
            public void close() {
                network.executor.execute(() -> network.doors.remove(bound));
            }
        };
    }

    @Override
    public Connection connect(Endpoint to, ConnectionListener listener) {
        End here = new End(this, listener, to.toString());
        network.executor.execute(() -> {
            network.ends.add(here);
            Door door = network.doors.get(to);
            if (door == null || door.home.closed.get() || closed.get()) {
                here.over("nobody listens at " + to);
                return;
            }
            End there = new End(door.home, door.listener, name);
            network.ends.add(there);
            here.other.set(there);
            there.other.set(here);
            there.opened();
            here.opened();
        });
        return here;
    }

    @Override
    public void close() {
        closed.set(true);
        network.executor.execute(() -> network.doors.values().removeIf(door -> door.home == this));
        network.sever(this, "the process closed its transport");
    }

    /** One side of a connection. */
    private final class End implements Connection {
        private final InMemoryTransport home;
        private final ConnectionListener listener;
        private final String peer;
        private final AtomicReference<@Nullable End> other = new AtomicReference<>();
        private final AtomicBoolean open = new AtomicBoolean();
        private boolean isOver;

        private End(InMemoryTransport home, ConnectionListener listener, String peer) {
            this.home = home;
            this.listener = listener;
            this.peer = peer;
        }

        private void opened() {
            if (!isOver) {
                open.set(true);
                listener.onOpen(this);
            }
        }

        private void over(String reason) {
            if (isOver) {
                return;
            }
            isOver = true;
            open.set(false);
            network.ends.remove(this);
            listener.onClosed(this, reason);
            End to = other.get();
            if (to != null) {
                network.executor.execute(() -> to.over("the peer is gone: " + reason));
            }
        }

        @Override
        public String peer() {
            return peer;
        }

        @Override
        public boolean send(byte[] message) {
            End to = other.get();
            if (to == null || !open.get()) {
                return false;
            }
            network.executor.execute(() -> {
                if (!to.isOver) {
                    to.listener.onMessage(to, message);
                }
            });
            return true;
        }

        @Override
        public boolean sendUrgent(byte[] message) {
            return send(message);
        }

        @Override
        public long queuedBytes() {
            return 0;
        }

        @Override
        public void close(String reason) {
            open.set(false);
            network.executor.execute(() -> over(reason));
        }
    }

    /** Runs tasks on the calling thread, one after the other and never inside one another. */
    private static final class InlineExecutor implements Executor {
        private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
        private boolean running;

        @Override
        public void execute(Runnable task) {
            waiting.add(task);
            if (running) {
                return;
            }
            running = true;
            try {
                Runnable next;
                while ((next = waiting.poll()) != null) {
                    next.run();
                }
            } finally {
                running = false;
            }
        }
    }
}
