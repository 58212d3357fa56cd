package io.heddle.engine.network;

import io.heddle.core.control.WorkerAddress;
import io.heddle.core.control.WorkerId;
import io.heddle.core.plan.JobId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The bytes of the data plane. A frame is a header of 16 bytes and a payload:
 *
 * <pre>
 * 0  int   payload length
 * 4  byte  kind
 * 5  byte  flags
 * 6  short protocol mark
 * 8  int   lane: the consumer's number for the channel, on this connection
 * 12 int   CRC32C of the payload, exclusive-or CRC32C of bytes 0 to 11
 * </pre>
 *
 * The payload's checksum is taken by the task thread that fills the buffer, the header's by the net thread that knows
 * the lane.
 */
final class Frames {
    static final int HEADER_BYTES = 16;
    static final short MARK = 0x4865;
    static final int VERSION = 1;
    /** Bound of everything that is not data: events, messages back, reasons. */
    static final int MOST_EVENT_BYTES = 1 << 20;

    static final byte HELLO = 0;
    static final byte OPEN = 1;
    static final byte CREDIT = 2;
    static final byte GROW = 3;
    static final byte BACKWARD = 4;
    static final byte CLOSE = 5;
    static final byte DATA = 6;
    static final byte EVENT = 7;
    static final byte PRIORITY = 8;
    static final byte END = 9;
    static final byte FAIL = 10;
    static final byte PING = 11;
    static final byte PONG = 12;
    /** Producer to consumer: say when you have consumed everything. */
    static final byte ASK = 13;

    /** The sender has more but no credit for it: what is owed is to be paid when all is consumed, as with TELL. */
    static final byte STARVED = 1;
    /** The sender wants to know when the receiver has consumed everything up to here; as ASK, without a frame. */
    static final byte TELL = 2;

    /** What a frame weighs beyond its payload, in credit: about what its objects take. */
    private static final int FRAME_COST_BYTES = 128;

    private Frames() {}

    static int cost(int payloadBytes) {
        return payloadBytes + FRAME_COST_BYTES;
    }

    /** Writes length, kind and the payload's checksum; the payload is already in place. */
    static void seal(ByteBuf frame, byte kind, int payloadBytes, CRC32C crc) {
        frame.setInt(0, payloadBytes);
        frame.setByte(4, kind);
        frame.setByte(5, 0);
        frame.setShort(6, MARK);
        frame.setInt(12, payloadSum(frame, payloadBytes, crc));
        frame.setIndex(0, HEADER_BYTES + payloadBytes);
    }

    static int payloadSum(ByteBuf frame, int payloadBytes, CRC32C crc) {
        if (payloadBytes == 0) {
            return 0;
        }
        crc.reset();
        crc.update(frame.internalNioBuffer(HEADER_BYTES, payloadBytes));
        return (int) crc.getValue();
    }

    /** Completes a sealed frame with its lane and flags. */
    static void address(ByteBuf frame, int lane, byte flags, CRC32C crc) {
        frame.setByte(5, flags);
        frame.setInt(8, lane);
        frame.setInt(12, frame.getInt(12) ^ headerSum(frame, crc));
    }

    static int headerSum(ByteBuf frame, CRC32C crc) {
        crc.reset();
        crc.update(frame.internalNioBuffer(0, 12));
        return (int) crc.getValue();
    }

    /** A whole control frame. */
    static ByteBuf control(byte kind, int lane, byte[] payload, CRC32C crc) {
        ByteBuf frame = Unpooled.directBuffer(HEADER_BYTES + payload.length, HEADER_BYTES + payload.length);
        frame.setBytes(HEADER_BYTES, payload);
        seal(frame, kind, payload.length, crc);
        address(frame, lane, (byte) 0, crc);
        return frame;
    }

    static byte[] hello(WorkerAddress self) {
        byte[] worker = self.worker().value().getBytes(StandardCharsets.UTF_8);
        byte[] host = self.host().getBytes(StandardCharsets.UTF_8);
        ByteBuf out = Unpooled.buffer(10 + worker.length + host.length);
        out.writeInt(VERSION).writeInt(self.port());
        out.writeShort(worker.length).writeBytes(worker).writeBytes(host);
        return out.array();
    }

    /** Reads a greeting behind its version. */
    static WorkerAddress readHello(ByteBuf in) {
        int port = in.readInt();
        String worker = text(in, in.readUnsignedShort());
        return new WorkerAddress(new WorkerId(worker), text(in, in.readableBytes()), port);
    }

    private static String text(ByteBuf in, int length) {
        return in.readCharSequence(length, StandardCharsets.UTF_8).toString();
    }

    static byte[] open(ChannelId id, int window) {
        byte[] job = id.job().hex().getBytes(StandardCharsets.UTF_8);
        ByteBuf out = Unpooled.buffer(24 + job.length);
        out.writeInt(window).writeInt(id.edge());
        out.writeInt(id.producer()).writeInt(id.producerAttempt());
        out.writeInt(id.consumer()).writeInt(id.consumerAttempt());
        out.writeBytes(job);
        return out.array();
    }

    static ChannelId readId(ByteBuf in) {
        int edge = in.readInt();
        int producer = in.readInt();
        int producerAttempt = in.readInt();
        int consumer = in.readInt();
        int consumerAttempt = in.readInt();
        JobId job = new JobId(text(in, in.readableBytes()));
        return new ChannelId(job, edge, producer, producerAttempt, consumer, consumerAttempt);
    }

    static byte[] fail(ChannelFailure.Kind kind, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, MOST_EVENT_BYTES - 1);
        ByteBuf out = Unpooled.buffer(1 + length);
        out.writeByte(kind == ChannelFailure.Kind.NO_PARTNER ? 1 : 0).writeBytes(text, 0, length);
        return out.array();
    }

    static ChannelFailure readFail(ByteBuf in) {
        ChannelFailure.Kind kind =
                in.readByte() == 1 ? ChannelFailure.Kind.NO_PARTNER : ChannelFailure.Kind.PARTNER_FAILED;
        return new ChannelFailure(kind, text(in, in.readableBytes()));
    }
}
