package io.heddle.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.core.control.WorkerAddress;
import io.heddle.core.plan.JobId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link DataTransport} must do; an implementation's test extends this. */
abstract class DataTransportLaw {
    static final JobId JOB = new JobId("0123456789abcdef0123456789abcdef");
    static final long PENDING_MS = 1000;
    static final long SILENCE_MS = 4000;
    static final NetworkSettings SETTINGS = new NetworkSettings(8 << 20, 32 * 1024, PENDING_MS, SILENCE_MS);

    final Ears senderEars = new Ears();
    final Ears receiverEars = new Ears();

    /** Two workers that can reach each other. */
    abstract DataTransport a();

    abstract DataTransport b();

    /** A worker that is not there. */
    abstract WorkerAddress nobody();

    /** Ends worker b as a crash would. */
    abstract void killB();

    /** Waits until it holds, bounded; without threads it holds after a few looks. */
    abstract void await(BooleanSupplier condition);

    static ChannelId channel(int producer, int consumer) {
        return new ChannelId(JOB, 3, producer, 0, consumer, 0);
    }

    /** Remembers what it was told, for one end or the other. */
    static final class Ears implements SenderListener, ReceiverListener {
        final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        final AtomicReference<@Nullable ChannelFailure> failure = new AtomicReference<>();

        @Override
        public void onRoom() {
            heard.add("room");
        }

        @Override
        public void onReceiverIdle() {
            heard.add("idle");
        }

        @Override
        public void onBackward(byte[] payload) {
            heard.add("back " + new String(payload, StandardCharsets.UTF_8));
        }

        @Override
        public void onReceiverClosed() {
            heard.add("closed");
        }

        @Override
        public void onReadable() {
            heard.add("readable");
        }

        @Override
        public void onFailed(ChannelFailure of) {
            failure.set(of);
            heard.add("failed " + of.kind());
        }

        String next() {
            try {
                String word = heard.poll(60, TimeUnit.SECONDS);
                return word == null ? "(nothing)" : word;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        void until(String word) {
            String next = next();
            while (!next.equals(word)) {
                assertNotEquals("(nothing)", next, "waited in vain for " + word);
                next = next();
            }
        }
    }

    void put(SenderChannel to, String text) {
        await(to::hasRoom);
        NetworkBuffer buffer = to.request();
        assertNotNull(buffer, "no room");
        buffer.bytes().put(text.getBytes(StandardCharsets.UTF_8));
        to.send(buffer);
    }

    static String text(NetworkBuffer buffer) {
        ByteBuffer bytes = buffer.bytes();
        byte[] out = new byte[bytes.remaining()];
        bytes.get(out);
        String text = buffer.kind() + ":" + new String(out, StandardCharsets.UTF_8);
        buffer.release();
        return text;
    }

    /** The next thing that comes. */
    String poll(ReceiverChannel from) {
        StringBuilder got = new StringBuilder();
        await(() -> {
            NetworkBuffer buffer = from.poll();
            if (buffer != null) {
                got.append(text(buffer));
            }
            return !got.isEmpty();
        });
        return got.toString();
    }

    /** Sends until there has been no room for a while; the bytes sent. */
    long fill(SenderChannel out) {
        long[] sent = {0};
        int[] refusals = {0};
        await(() -> {
            NetworkBuffer buffer = out.request();
            if (buffer == null) {
                return ++refusals[0] > 3;
            }
            refusals[0] = 0;
            sent[0] += buffer.bytes().remaining();
            buffer.bytes().position(buffer.bytes().limit());
            out.send(buffer);
            return false;
        });
        return sent[0];
    }

    @Test
    void delivers_in_order_and_ends() {
        SenderChannel out = a().openSender(channel(0, 0), senderEars);
        ReceiverChannel in = b().openReceiver(channel(0, 0), a().address(), receiverEars);
        put(out, "one");
        out.sendEvent("barrier".getBytes(StandardCharsets.UTF_8));
        put(out, "two");
        out.finish();
        assertEquals("DATA:one", poll(in));
        assertEquals("EVENT:barrier", poll(in));
        assertEquals("DATA:two", poll(in));
        assertEquals("END:", poll(in));
        in.close();
        senderEars.until("closed");
        out.close();
        assertNull(receiverEars.failure.get());
    }

    @Test
    void the_consumer_may_come_first() {
        ReceiverChannel in = b().openReceiver(channel(1, 0), a().address(), receiverEars);
        assertNull(in.poll());
        SenderChannel out = a().openSender(channel(1, 0), senderEars);
        put(out, "late");
        receiverEars.until("readable");
        assertEquals("DATA:late", poll(in));
    }

    @Test
    void a_producer_may_be_done_before_its_consumer_comes() {
        SenderChannel out = a().openSender(channel(0, 0), senderEars);
        put(out, "early");
        out.finish();
        out.close();
        ReceiverChannel in = b().openReceiver(channel(0, 0), a().address(), receiverEars);
        assertEquals("DATA:early", poll(in));
        assertEquals("END:", poll(in));
    }

    @Test
    void without_credit_the_sender_stops_and_is_woken() {
        SenderChannel out = a().openSender(channel(0, 0), senderEars);
        ReceiverChannel in = b().openReceiver(channel(0, 0), a().address(), receiverEars);
        put(out, "x");
        receiverEars.until("readable");
        long total = fill(out);
        assertTrue(total < 1 << 20, "a sender without credit went on to " + total + " bytes");
        assertFalse(out.receiverIdle());
        assertEquals("DATA:x", poll(in));
        long[] got = {0};
        await(() -> {
            NetworkBuffer buffer = in.poll();
            if (buffer != null) {
                got[0] += buffer.bytes().remaining();
                buffer.release();
            }
            return got[0] == total;
        });
        senderEars.until("room");
        assertTrue(out.hasRoom());
        await(() -> in.poll() == null && out.receiverIdle());
        assertEquals(0, out.backlogBytes());
    }

    @Test
    void a_sender_hears_that_its_receiver_has_become_idle() {
        SenderChannel out = a().openSender(channel(0, 0), senderEars);
        ReceiverChannel in = b().openReceiver(channel(0, 0), a().address(), receiverEars);
        for (int i = 0; i < 20; i++) {
            put(out, "r" + i);
            assertFalse(out.receiverIdle());
            assertEquals("DATA:r" + i, poll(in));
            senderEars.until("idle");
            assertTrue(out.receiverIdle());
        }
        long large = fill(out);
        assertTrue(large > 0);
        assertFalse(out.receiverIdle());
        long[] got = {0};
        await(() -> {
            NetworkBuffer buffer = in.poll();
            if (buffer != null) {
                got[0] += buffer.bytes().remaining();
                buffer.release();
            }
            return got[0] == large;
        });
        senderEars.until("idle");
        assertTrue(out.receiverIdle());
    }

    @Test
    void a_priority_event_overtakes_and_needs_no_credit() {
        SenderChannel out = a().openSender(channel(0, 0), senderEars);
        ReceiverChannel in = b().openReceiver(channel(0, 0), a().address(), receiverEars);
        fill(out);
        out.sendPriorityEvent("now".getBytes(StandardCharsets.UTF_8));
        List<NetworkBuffer> kept = new ArrayList<>();
        await(() -> {
            NetworkBuffer buffer = in.poll();
            if (buffer != null) {
                // Not released: no credit goes back.
                kept.add(buffer);
            }
            return buffer != null && buffer.kind() == NetworkBuffer.Kind.PRIORITY_EVENT;
        });
        kept.forEach(NetworkBuffer::release);
    }

    @Test
    void messages_go_back_to_the_producer_in_order() {
        SenderChannel out = a().openSender(channel(0, 0), senderEars);
        ReceiverChannel in = b().openReceiver(channel(0, 0), a().address(), receiverEars);
        for (int i = 0; i < 5; i++) {
            in.sendBackward(("m" + i).getBytes(StandardCharsets.UTF_8));
        }
        for (int i = 0; i < 5; i++) {
            assertEquals("back m" + i, senderEars.next());
        }
        out.close();
    }

    @Test
    void a_failing_producer_tells_the_consumer_why() {
        SenderChannel out = a().openSender(channel(0, 0), senderEars);
        ReceiverChannel in = b().openReceiver(channel(0, 0), a().address(), receiverEars);
        put(out, "x");
        receiverEars.until("readable");
        out.fail("division by zero");
        receiverEars.until("failed PARTNER_FAILED");
        ChannelFailure failure = receiverEars.failure.get();
        assertNotNull(failure);
        assertEquals("division by zero", failure.reason());
        in.close();
        out.close();
    }

    @Test
    void ends_that_nobody_meets_expire() {
        a().tick(0);
        b().tick(0);
        a().openSender(channel(7, 7), senderEars);
        b().openReceiver(channel(8, 8), a().address(), receiverEars);
        await(() -> a().usage().pendingEnds() == 2);
        a().tick(PENDING_MS - 1);
        assertTrue(senderEars.heard.isEmpty());
        a().tick(PENDING_MS);
        senderEars.until("failed NO_PARTNER");
        receiverEars.until("failed NO_PARTNER");
    }

    @Test
    void attempts_that_differ_do_not_meet() {
        a().tick(0);
        b().tick(0);
        a().openSender(new ChannelId(JOB, 3, 0, 1, 0, 0), senderEars);
        b().openReceiver(new ChannelId(JOB, 3, 0, 0, 0, 0), a().address(), receiverEars);
        await(() -> a().usage().pendingEnds() == 2);
        a().tick(PENDING_MS);
        receiverEars.until("failed NO_PARTNER");
    }

    @Test
    void a_lost_worker_fails_both_ends_at_once() {
        Ears otherEars = new Ears();
        SenderChannel out = a().openSender(channel(0, 0), senderEars);
        b().openReceiver(channel(0, 0), a().address(), receiverEars);
        SenderChannel back = b().openSender(channel(5, 5), new Ears());
        ReceiverChannel backIn = a().openReceiver(channel(5, 5), b().address(), otherEars);
        put(out, "x");
        put(back, "y");
        receiverEars.until("readable");
        otherEars.until("readable");
        killB();
        senderEars.until("failed LOST_PEER");
        otherEars.until("failed LOST_PEER");
        out.close();
        backIn.close();
        assertTrue(senderEars.heard.isEmpty());
    }

    @Test
    void a_worker_that_has_sent_all_is_not_missed() {
        Ears otherEars = new Ears();
        SenderChannel done = b().openSender(channel(0, 0), new Ears());
        ReceiverChannel in = a().openReceiver(channel(0, 0), b().address(), receiverEars);
        SenderChannel going = b().openSender(channel(5, 5), new Ears());
        ReceiverChannel other = a().openReceiver(channel(5, 5), b().address(), otherEars);
        put(done, "all");
        done.finish();
        put(going, "x");
        assertEquals("DATA:x", poll(other));
        assertEquals("DATA:all", poll(in));
        assertEquals("END:", poll(in));
        killB();
        otherEars.until("failed LOST_PEER");
        assertNull(receiverEars.failure.get());
    }

    @Test
    void a_worker_that_cannot_be_reached_is_lost() {
        b().openReceiver(channel(0, 0), nobody(), receiverEars);
        receiverEars.until("failed LOST_PEER");
    }

    @Test
    void a_worker_may_reach_itself() {
        SenderChannel out = a().openSender(channel(0, 0), senderEars);
        ReceiverChannel in = a().openReceiver(channel(0, 0), a().address(), receiverEars);
        put(out, "self");
        assertEquals("DATA:self", poll(in));
    }

    @Test
    void one_connection_carries_both_directions() {
        SenderChannel out = a().openSender(channel(0, 0), senderEars);
        ReceiverChannel in = b().openReceiver(channel(0, 0), a().address(), receiverEars);
        put(out, "there");
        assertEquals("DATA:there", poll(in));
        SenderChannel back = b().openSender(channel(1, 1), new Ears());
        ReceiverChannel backIn = a().openReceiver(channel(1, 1), b().address(), new Ears());
        put(back, "and back");
        assertEquals("DATA:and back", poll(backIn));
        assertEquals(1, a().usage().connections());
        assertEquals(1, b().usage().connections());
    }

    @Test
    void closing_the_transport_fails_what_is_open() {
        a().openSender(channel(0, 0), senderEars);
        b().openReceiver(channel(0, 0), a().address(), receiverEars);
        await(() -> a().usage().connections() == 1 && a().usage().pendingEnds() == 0);
        a().close();
        senderEars.until("failed CLOSED");
        receiverEars.until("failed LOST_PEER");
    }

    @Test
    void large_events_pass_and_memory_comes_back() {
        SenderChannel out = a().openSender(channel(0, 0), senderEars);
        ReceiverChannel in = b().openReceiver(channel(0, 0), a().address(), receiverEars);
        out.sendEvent(new byte[500_000]);
        put(out, "after");
        assertEquals(500_000 + "EVENT:".length(), poll(in).length());
        assertEquals("DATA:after", poll(in));
        out.finish();
        assertEquals("END:", poll(in));
        in.close();
        senderEars.until("closed");
        out.close();
        // What stays is one frame header per connection.
        await(() -> a().usage().usedBytes() <= 64 && b().usage().usedBytes() <= 64);
    }

    /** F29: what is owed for the first may be less than the receiver pays unasked, and more than the second can spare. */
    @Test
    void whatever_was_consumed_the_next_one_passes() {
        int[] sizes = {1, 1_000, 7_000, 16_000, 16_200, 16_383, 20_000, 32_000, 33_000};
        int producer = 0;
        for (int first : sizes) {
            for (int second : sizes) {
                ChannelId id = channel(producer++, 0);
                SenderChannel out = a().openSender(id, senderEars);
                ReceiverChannel in = b().openReceiver(id, a().address(), receiverEars);
                out.sendEvent(new byte[first]);
                assertEquals(first + "EVENT:".length(), poll(in).length());
                out.sendEvent(new byte[second]);
                assertEquals(second + "EVENT:".length(), poll(in).length());
                in.close();
                out.close();
            }
        }
    }

    @Test
    void buffers_of_a_closed_end_come_back() {
        SenderChannel out = a().openSender(channel(0, 0), senderEars);
        ReceiverChannel in = b().openReceiver(channel(0, 0), a().address(), receiverEars);
        fill(out);
        receiverEars.until("readable");
        in.close();
        senderEars.until("closed");
        out.close();
        await(() -> a().usage().usedBytes() <= 64 && b().usage().usedBytes() <= 64);
    }

    @Test
    void ten_thousand_channels_share_a_connection() {
        int channels = 10_000;
        List<SenderChannel> outs = new ArrayList<>();
        List<ReceiverChannel> ins = new ArrayList<>();
        for (int i = 0; i < channels; i++) {
            outs.add(a().openSender(channel(i, 0), senderEars));
            ins.add(b().openReceiver(channel(i, 0), a().address(), receiverEars));
        }
        for (int i = 0; i < channels; i++) {
            put(outs.get(i), "n" + i);
        }
        for (int i = 0; i < channels; i++) {
            assertEquals("DATA:n" + i, poll(ins.get(i)));
        }
        assertEquals(1, a().usage().connections());
        assertNull(senderEars.failure.get());
    }
}
