package io.heddle.benchmarks.network;

import io.heddle.core.agent.Agent;
import io.heddle.core.agent.Wakeup;
import io.heddle.core.control.WorkerAddress;
import io.heddle.engine.network.ChannelFailure;
import io.heddle.engine.network.ChannelId;
import io.heddle.engine.network.DataTransport;
import io.heddle.engine.network.NetworkBuffer;
import io.heddle.engine.network.ReceiverChannel;
import io.heddle.engine.network.ReceiverListener;
import io.heddle.engine.network.SenderChannel;
import io.heddle.engine.network.SenderListener;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** The tasks at both ends, woken as real ones are. */
final class BenchTasks {
    private BenchTasks() {}

    /** Fills buffers as long as there is room, channel by channel. */
    static final class Producer implements Agent, SenderListener {
        private final List<SenderChannel> outs = new ArrayList<>();
        private final Wakeup wakeup;
        private final int flushBytes;
        private final byte[] record;
        private long left;
        private int next;

        Producer(DataTransport from, List<ChannelId> ids, int flushBytes, long totalBytes, Wakeup wakeup) {
            this.wakeup = wakeup;
            this.flushBytes = flushBytes;
            this.record = new byte[Math.min(100, flushBytes)];
            this.left = totalBytes;
            ids.forEach(id -> outs.add(from.openSender(id, this)));
        }

        @Override
        public String roleName() {
            return "producer";
        }

        @Override
        public int doWork(long nowMs) {
            int work = 0;
            for (int tries = 0; left > 0 && tries < outs.size(); ) {
                SenderChannel out = outs.get(next++ % outs.size());
                NetworkBuffer buffer = out.request();
                if (buffer == null) {
                    tries++;
                    continue;
                }
                tries = 0;
                ByteBuffer bytes = buffer.bytes();
                int most = Math.min(flushBytes, bytes.capacity());
                while (bytes.position() + record.length <= most) {
                    bytes.put(record);
                }
                left -= bytes.position();
                out.send(buffer);
                if (++work > 1000) {
                    return work;
                }
            }
            if (left <= 0) {
                outs.forEach(SenderChannel::finish);
            }
            return 0;
        }

        @Override
        public void onRoom() {
            wakeup.signal();
        }

        @Override
        public void onReceiverIdle() {}

        @Override
        public void onBackward(byte[] payload) {}

        @Override
        public void onReceiverClosed() {}

        @Override
        public void onFailed(ChannelFailure failure) {
            System.out.println("producer: " + failure);
        }
    }

    /** Reads every byte of what is readable, and looks at nothing else. */
    static final class Consumer implements Agent {
        private final List<ReceiverChannel> ins = new ArrayList<>();
        private final ConcurrentLinkedQueue<Integer> readable = new ConcurrentLinkedQueue<>();
        private final CountDownLatch ended;
        private final byte[] scratch = new byte[64 * 1024];

        Consumer(DataTransport to, WorkerAddress producer, List<ChannelId> ids, Wakeup wakeup) {
            ended = new CountDownLatch(ids.size());
            for (int i = 0; i < ids.size(); i++) {
                ins.add(to.openReceiver(ids.get(i), producer, listener(i, wakeup)));
                readable.add(i);
            }
        }

        private ReceiverListener listener(int index, Wakeup wakeup) {
            return new ReceiverListener() {
                @Override
                public void onReadable() {
                    readable.add(index);
                    wakeup.signal();
                }

                @Override
                public void onFailed(ChannelFailure failure) {
                    System.out.println("consumer: " + failure);
                }
            };
        }

        void awaitEnd() throws InterruptedException {
            ended.await();
        }

        @Override
        public String roleName() {
            return "consumer";
        }

        @Override
        public int doWork(long nowMs) {
            int work = 0;
            Integer index;
            while ((index = readable.poll()) != null) {
                NetworkBuffer buffer;
                while ((buffer = ins.get(index).poll()) != null) {
                    work++;
                    ByteBuffer bytes = buffer.bytes();
                    boolean end = buffer.kind() == NetworkBuffer.Kind.END;
                    bytes.get(scratch, 0, bytes.remaining());
                    buffer.release();
                    if (end) {
                        ins.get(index).close();
                        ended.countDown();
                    }
                }
            }
            return work;
        }
    }

    /** Does one thing on a thread of its own. */
    static final class Once implements Agent {
        private final String name;
        private final Runnable work;
        private boolean done;

        Once(String name, Runnable work) {
            this.name = name;
            this.work = work;
        }

        @Override
        public String roleName() {
            return name;
        }

        @Override
        public int doWork(long nowMs) {
            if (!done) {
                done = true;
                work.run();
            }
            return 0;
        }
    }
}
