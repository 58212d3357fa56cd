package io.heddle.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.core.control.WorkerAddress;
import io.heddle.core.control.WorkerId;
import io.heddle.core.security.ApplicationCredentials;
import io.heddle.core.security.Tls;
import io.heddle.core.transport.Endpoint;
import io.heddle.core.transport.NetThreads;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class NettyDataTransportTest extends DataTransportLaw {
    private static final Tls TLS = Tls.of(ApplicationCredentials.create(new SecureRandom()));

    private static final int SPINS_BEFORE_PARK = 200;
    /** So often this thread lets the others have the processor before it gives up: for a minute at least. */
    private static final int PATIENCE_PARKS = 1_200_000;

    private final NetThreads aThreads = NetThreads.named("a-net", 2);
    private final NetThreads bThreads = NetThreads.named("b-net", 2);
    private final DataTransport a = start("a", aThreads, TLS);
    private final DataTransport b = start("b", bThreads, TLS);

    private static DataTransport start(String name, NetThreads threads, Tls tls) {
        try {
            Endpoint any = new Endpoint("127.0.0.1", 0);
            return NettyDataTransport.start(threads, tls, new WorkerId(name), any, "127.0.0.1", SETTINGS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() {
        a.close();
        b.close();
        aThreads.close();
        bThreads.close();
    }

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
        try (ServerSocket socket = new ServerSocket(0)) {
            return new WorkerAddress(new WorkerId("z"), "127.0.0.1", socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void killB() {
        b.close();
    }

    @Override
    void await(BooleanSupplier condition) {
        for (int spins = 1; !condition.getAsBoolean(); spins++) {
            assertTrue(spins / SPINS_BEFORE_PARK < PATIENCE_PARKS, "did not come true");
            // Lets a net thread have the processor where there is but one.
            if (spins % SPINS_BEFORE_PARK == 0) {
                LockSupport.parkNanos(1);
            } else {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void a_stranger_gets_no_byte() throws IOException {
        for (String garbage : new String[] {"GET / HTTP/1.1\r\n\r\n", "\0\0\0\0\0\0\0\0"}) {
            try (Socket socket =
                    new Socket(InetAddress.getLoopbackAddress(), a.address().port())) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream().write(garbage.getBytes(StandardCharsets.UTF_8));
                assertEquals(-1, readOrReset(socket.getInputStream()));
            }
        }
        assertEquals(0, a.usage().connections());
    }

    private static int readOrReset(InputStream in) {
        try {
            return in.read();
        } catch (IOException reset) {
            return -1;
        }
    }

    @Test
    void another_application_cannot_consume() {
        Tls other = Tls.of(ApplicationCredentials.create(new SecureRandom()));
        NetThreads threads = NetThreads.named("c-net", 1);
        try (DataTransport c = start("c", threads, other)) {
            SenderChannel out = a.openSender(channel(0, 0), senderEars);
            put(out, "secret");
            c.openReceiver(channel(0, 0), a.address(), receiverEars);
            receiverEars.until("failed LOST_PEER");
            assertTrue(senderEars.heard.isEmpty());
        } finally {
            threads.close();
        }
    }

    @Test
    void another_worker_at_the_same_address_is_noticed() {
        WorkerAddress stale =
                new WorkerAddress(new WorkerId("gone"), "127.0.0.1", a.address().port());
        b.openReceiver(channel(0, 0), stale, receiverEars);
        receiverEars.until("failed LOST_PEER");
        ChannelFailure failure = receiverEars.failure.get();
        assertNotNull(failure);
        assertTrue(failure.reason().contains("gone"), failure.reason());
    }

    @Test
    void two_tasks_stream_to_each_other_with_every_byte_right() throws InterruptedException {
        long bytes = 40_000_000;
        Stream there = new Stream(a, b, channel(1, 1), bytes);
        Stream back = new Stream(b, a, channel(2, 2), bytes);
        there.start();
        back.start();
        there.join();
        back.join();
        await(() -> a.usage().usedBytes() <= 128 && b.usage().usedBytes() <= 128);
    }

    /** A producer and a consumer thread that are woken, never sweeping. */
    private static final class Stream {
        private final Thread producer;
        private final Thread consumer;
        private final CRC32C sent = new CRC32C();
        private final CRC32C got = new CRC32C();
        private long received;
        private @Nullable Throwable failure;

        Stream(DataTransport from, DataTransport to, ChannelId id, long bytes) {
            producer = new Thread(() -> produce(from, id, bytes));
            consumer = new Thread(() -> consume(from, to, id));
        }

        void start() {
            producer.start();
            consumer.start();
        }

        void join() throws InterruptedException {
            producer.join();
            consumer.join();
            assertEquals(null, failure);
            assertEquals(sent.getValue(), got.getValue());
            assertTrue(received >= 40_000_000);
        }

        private void produce(DataTransport from, ChannelId id, long bytes) {
            Ears ears = new Ears();
            Random random = new Random(id.producer());
            SenderChannel out = from.openSender(id, ears);
            byte[] piece = new byte[8192];
            for (long done = 0; done < bytes; ) {
                NetworkBuffer buffer = out.request();
                if (buffer == null) {
                    ears.until("room");
                    continue;
                }
                ByteBuffer into = buffer.bytes();
                int length = Math.min(into.remaining(), 1 + random.nextInt(piece.length));
                random.nextBytes(piece);
                into.put(piece, 0, length);
                sent.update(piece, 0, length);
                done += length;
                out.send(buffer);
            }
            out.finish();
            ears.until("closed");
            out.close();
        }

        private void consume(DataTransport from, DataTransport to, ChannelId id) {
            Ears ears = new Ears();
            try (ReceiverChannel in = to.openReceiver(id, from.address(), ears)) {
                while (true) {
                    NetworkBuffer buffer = in.poll();
                    if (buffer == null) {
                        ears.until("readable");
                        continue;
                    }
                    boolean end = buffer.kind() == NetworkBuffer.Kind.END;
                    received += buffer.bytes().remaining();
                    got.update(buffer.bytes());
                    buffer.release();
                    if (end) {
                        return;
                    }
                }
            } catch (RuntimeException | AssertionError e) {
                failure = e;
            }
        }
    }
}
