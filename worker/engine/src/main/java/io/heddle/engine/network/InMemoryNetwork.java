package io.heddle.engine.network;

import io.heddle.core.control.WorkerAddress;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Workers that reach each other without sockets: for local execution in one process, for tests and for simulation. It
 * runs the very channel logic of the real transport; only the connection's bytes go by a call. With one calling thread
 * everything has happened, in a fixed order, when a call returns.
 */
public final class InMemoryNetwork {
    private static final int UNFLUSHED_BOUND_BYTES = 256 * 1024;

    private final Executor net = new InlineExecutor();
    private final NetworkSettings settings;
    private final Map<WorkerAddress, Member> members = new HashMap<>();
    private final Set<WorkerAddress> cutOff = new HashSet<>();

    private record Member(Exchange exchange, BufferMemory memory) {}

    public InMemoryNetwork(NetworkSettings settings) {
        this.settings = settings;
    }

    /** A new worker at that address, instead of one that was there before. */
    public DataTransport join(WorkerAddress address) {
        BufferMemory memory = new BufferMemory(UnpooledByteBufAllocator.DEFAULT, settings.memoryBytes());
        Exchange exchange = new Exchange(
                address,
                settings,
                memory,
                new Exchange.Wiring(
                        net, () -> net, (to, link) -> dial(address, to, link), () -> members.remove(address)));
        net.execute(() -> members.put(address, new Member(exchange, memory)));
        return exchange;
    }

    /** Worker loss: its connections break, and it cannot be reached any more. */
    public void kill(WorkerAddress address) {
        net.execute(() -> {
            Member member = members.remove(address);
            if (member != null) {
                member.exchange().close();
            }
        });
    }

    /** The network loses whatever a worker says and is told from now on; its connections stay. */
    public void cutOff(WorkerAddress address) {
        net.execute(() -> cutOff.add(address));
    }

    private void dial(WorkerAddress from, WorkerAddress to, Link link) {
        net.execute(() -> {
            Member member = members.get(to);
            if (member == null) {
                link.lost("cannot be reached");
                return;
            }
            Link other = member.exchange().accepted(net);
            MemoryWire here = new MemoryWire(link, from);
            MemoryWire there = new MemoryWire(other, to);
            here.other = there;
            there.other = here;
            other.connected(there, null);
            link.connected(here, to);
        });
    }

    /** One direction of a connection: what is written here is received by the other side's link. */
    private final class MemoryWire implements Wire {
        private final Link owner;
        private final WorkerAddress address;
        private final ArrayDeque<ByteBuf> written = new ArrayDeque<>();
        private @Nullable MemoryWire other;
        private long unreadBytes;
        private boolean open = true;

        private MemoryWire(Link owner, WorkerAddress address) {
            this.owner = owner;
            this.address = address;
        }

        @Override
        public boolean writable() {
            return open && unreadBytes < UNFLUSHED_BOUND_BYTES;
        }

        @Override
        public void write(ByteBuf frame) {
            unreadBytes += frame.readableBytes();
            written.add(frame);
        }

        @Override
        public void flush() {
            net.execute(this::deliver);
        }

        private void deliver() {
            MemoryWire to = other;
            if (to == null || written.isEmpty()) {
                return;
            }
            boolean wasFull = !writable();
            boolean lost = cutOff.contains(address) || cutOff.contains(to.address);
            ByteBuf frame;
            while ((frame = written.poll()) != null) {
                unreadBytes -= frame.readableBytes();
                if (to.open && !lost) {
                    to.owner.received(frame);
                }
                frame.release();
            }
            to.owner.receivedAll();
            if (wasFull && open) {
                owner.onWritable();
            }
        }

        @Override
        public void close() {
            open = false;
            MemoryWire to = other;
            if (to != null && to.open) {
                net.execute(() -> to.owner.lost("closed the connection"));
            }
        }
    }
}
