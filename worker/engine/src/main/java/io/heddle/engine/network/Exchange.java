package io.heddle.engine.network;

import io.heddle.core.control.WorkerAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings the two ends of channels together and knows the links. Its maps belong to one net thread, the registry;
 * everything that reaches it from elsewhere is a task offered there.
 */
final class Exchange implements DataTransport {
    private record WaitingSender(OutLane lane, long untilMs) {}

    private record WaitingOpen(Link link, int number, int window, long untilMs) {}

    /** How an exchange meets the world. */
    record Wiring(Executor registry, Supplier<Executor> netThreads, Wire.Dialer dialer, Runnable onClose) {}

    private final WorkerAddress self;
    private final NetworkSettings settings;
    private final BufferMemory memory;
    private final Wiring wiring;

    private final Map<ChannelId, WaitingSender> waitingSenders = new HashMap<>();
    private final Map<ChannelId, WaitingOpen> waitingOpens = new HashMap<>();
    private final Map<WorkerAddress, Link> linksByPeer = new HashMap<>();
    private final Set<Link> links = new HashSet<>();
    private long nowMs = Long.MIN_VALUE;
    private boolean closed;

    private final AtomicReference<@Nullable Consumer<ChannelId>> wanted = new AtomicReference<>();
    private final AtomicLong sentBytes = new AtomicLong();
    private final AtomicLong receivedBytes = new AtomicLong();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger pendingEnds = new AtomicInteger();

    Exchange(WorkerAddress self, NetworkSettings settings, BufferMemory memory, Wiring wiring) {
        this.self = self;
        this.settings = settings;
        this.memory = memory;
        this.wiring = wiring;
    }

    // ---- any thread ----

    WorkerAddress self() {
        return self;
    }

    @Override
    public WorkerAddress address() {
        return self;
    }

    @Override
    public SenderChannel openSender(ChannelId id, SenderListener listener) {
        OutLane lane = new OutLane(id, listener, memory, this, settings.segmentBytes());
        wiring.registry().execute(() -> addSender(lane));
        return lane;
    }

    @Override
    public ReceiverChannel openReceiver(ChannelId id, WorkerAddress producer, ReceiverListener listener) {
        InLane lane = new InLane(id, listener, memory);
        wiring.registry().execute(() -> addReceiver(lane, producer));
        return lane;
    }

    @Override
    public void onWanted(Consumer<ChannelId> listener) {
        wanted.set(listener);
    }

    @Override
    public void tick(long now) {
        wiring.registry().execute(() -> expire(now));
    }

    @Override
    public TransportUsage usage() {
        return new TransportUsage(
                memory.budgetBytes(),
                memory.usedBytes(),
                sentBytes.get(),
                receivedBytes.get(),
                connections.get(),
                pendingEnds.get());
    }

    @Override
    public void close() {
        wiring.registry().execute(this::shutDown);
    }

    void countSent(long bytes) {
        sentBytes.addAndGet(bytes);
    }

    void countReceived(long bytes) {
        receivedBytes.addAndGet(bytes);
    }

    /** A peer's connection came in: make a link of it. The caller calls {@link Link#connected} on its executor. */
    Link accepted(Executor executor) {
        Link link = new Link(this, executor, memory, settings.segmentBytes());
        connections.incrementAndGet();
        wiring.registry().execute(() -> {
            if (closed) {
                executor.execute(() -> link.end(closedFailure()));
            } else {
                links.add(link);
                clock(link);
            }
        });
        return link;
    }

    void opened(Link link, int number, ChannelId id, int window) {
        wiring.registry().execute(() -> meet(link, number, id, window));
    }

    /** The consumer closed before it was met; if its producer is on its way to the link, the link will tell it. */
    void openWithdrawn(Link link, int number) {
        wiring.registry().execute(() -> {
            boolean waited = waitingOpens.values().removeIf(open -> open.link() == link && open.number() == number);
            if (waited) {
                countPending();
                link.executor().execute(() -> link.forgetOpening(number));
            }
        });
    }

    void greeted(Link link, WorkerAddress peer) {
        wiring.registry().execute(() -> linksByPeer.putIfAbsent(peer, link));
    }

    void linkOver(Link link) {
        wiring.registry().execute(() -> {
            if (links.remove(link)) {
                connections.decrementAndGet();
            }
            linksByPeer.values().removeIf(known -> known == link);
            waitingOpens.values().removeIf(open -> open.link() == link);
            countPending();
        });
    }

    /** The task is done with a producing end that had no link yet. */
    void settle(OutLane lane) {
        wiring.registry().execute(() -> {
            WaitingSender waiting = waitingSenders.get(lane.id());
            boolean here = waiting != null && waiting.lane() == lane;
            if (lane.settle(here) && here) {
                waitingSenders.remove(lane.id());
                countPending();
            }
        });
    }

    // ---- registry thread ----

    private void countPending() {
        pendingEnds.set(waitingSenders.size() + waitingOpens.size());
    }

    private void addSender(OutLane lane) {
        if (closed) {
            lane.onFailed(closedFailure());
            return;
        }
        WaitingOpen open = waitingOpens.remove(lane.id());
        if (open != null) {
            join(open.link(), open.number(), lane, open.window());
        } else if (waitingSenders.putIfAbsent(lane.id(), new WaitingSender(lane, deadline())) != null) {
            lane.onFailed(new ChannelFailure(
                    ChannelFailure.Kind.CORRUPT, "channel " + lane.id() + " was opened twice by its producer"));
        }
        countPending();
    }

    private void meet(Link link, int number, ChannelId id, int window) {
        WaitingSender waiting = waitingSenders.remove(id);
        if (waiting != null) {
            join(link, number, waiting.lane(), window);
            countPending();
            return;
        }
        Consumer<ChannelId> listener = wanted.get();
        if (listener != null) {
            listener.accept(id);
        }
        WaitingOpen before = waitingOpens.put(id, new WaitingOpen(link, number, window, deadline()));
        if (before != null) {
            refuse(before, "channel " + id + " was opened twice by its consumer");
        }
        countPending();
    }

    private static void join(Link link, int number, OutLane lane, int window) {
        link.executor().execute(() -> link.addSender(number, lane, window));
    }

    private static void refuse(WaitingOpen open, String reason) {
        open.link().executor().execute(() -> open.link().refuse(open.number(), reason));
    }

    private void addReceiver(InLane lane, WorkerAddress producer) {
        if (closed) {
            lane.onFailed(closedFailure());
            return;
        }
        Link known = linksByPeer.get(producer);
        if (known == null) {
            known = dial(producer);
        }
        Link link = known;
        int window = memory.promiseWindow();
        link.executor().execute(() -> link.addReceiver(lane, window));
    }

    private Link dial(WorkerAddress to) {
        Link link = new Link(this, wiring.netThreads().get(), memory, settings.segmentBytes());
        links.add(link);
        connections.incrementAndGet();
        linksByPeer.put(to, link);
        link.executor().execute(() -> link.expect(to));
        clock(link);
        wiring.dialer().dial(to, link);
        return link;
    }

    private void clock(Link link) {
        if (nowMs != Long.MIN_VALUE) {
            long now = nowMs;
            link.executor().execute(() -> link.tick(now, settings.silenceTimeoutMs()));
        }
    }

    /** Before the first tick nothing has a deadline; the first tick gives them one. */
    private long deadline() {
        return nowMs == Long.MIN_VALUE ? Long.MIN_VALUE : nowMs + settings.pendingTimeoutMs();
    }

    private void expire(long now) {
        boolean first = nowMs == Long.MIN_VALUE;
        nowMs = now;
        if (first) {
            waitingSenders.replaceAll((id, waiting) -> new WaitingSender(waiting.lane(), deadline()));
            waitingOpens.replaceAll(
                    (id, open) -> new WaitingOpen(open.link(), open.number(), open.window(), deadline()));
        }
        String within = " within " + settings.pendingTimeoutMs() + " ms";
        Iterator<WaitingSender> senders = waitingSenders.values().iterator();
        while (senders.hasNext()) {
            WaitingSender waiting = senders.next();
            if (waiting.untilMs() <= now) {
                senders.remove();
                waiting.lane()
                        .onFailed(new ChannelFailure(
                                ChannelFailure.Kind.NO_PARTNER,
                                "no consumer opened channel " + waiting.lane().id() + within));
            }
        }
        Iterator<Map.Entry<ChannelId, WaitingOpen>> opens =
                waitingOpens.entrySet().iterator();
        while (opens.hasNext()) {
            Map.Entry<ChannelId, WaitingOpen> entry = opens.next();
            if (entry.getValue().untilMs() <= now) {
                opens.remove();
                refuse(entry.getValue(), "worker " + self + " has no producer for channel " + entry.getKey() + within);
            }
        }
        countPending();
        for (Link link : links) {
            link.executor().execute(() -> link.tick(now, settings.silenceTimeoutMs()));
        }
    }

    private void shutDown() {
        if (closed) {
            return;
        }
        closed = true;
        for (WaitingSender waiting : waitingSenders.values()) {
            waiting.lane().onFailed(closedFailure());
        }
        waitingSenders.clear();
        waitingOpens.clear();
        countPending();
        for (Link link : new ArrayList<>(links)) {
            link.executor().execute(() -> link.end(closedFailure()));
        }
        wiring.onClose().run();
    }

    private ChannelFailure closedFailure() {
        return new ChannelFailure(ChannelFailure.Kind.CLOSED, "the data transport of worker " + self + " is closed");
    }
}
