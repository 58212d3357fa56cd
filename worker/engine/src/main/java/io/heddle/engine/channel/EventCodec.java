package io.heddle.engine.channel;

import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;

/** Events as bytes between two workers of one application, which run the same version. */
final class EventCodec {
    private static final byte WATERMARK = 1;
    private static final byte IDLE = 2;
    private static final byte BARRIER = 3;
    private static final byte SOURCE_MESSAGE = 4;
    private static final byte END_OF_DATA = 5;

    private EventCodec() {}

    /** The end of the partition has no bytes: it is the transport's own end. */
    static byte[] encode(StreamEvent event) {
        BinaryWriter out = new BinaryWriter(64);
        if (event instanceof StreamEvent.WatermarkReached watermark) {
            out.writeByte(WATERMARK);
            out.writeLong(watermark.timestampMs());
        } else if (event instanceof StreamEvent.IdleChanged change) {
            out.writeByte(IDLE);
            out.writeBoolean(change.idle());
        } else if (event instanceof StreamEvent.Barrier barrier) {
            out.writeByte(BARRIER);
            out.writeLong(barrier.checkpointId());
            out.writeString(barrier.kind().name());
            out.writeString(barrier.directory());
            out.writeLong(barrier.startedMs());
            out.writeBoolean(barrier.aligned());
            out.writeLong(barrier.completedId());
        } else if (event instanceof StreamEvent.SourceMessage message) {
            out.writeByte(SOURCE_MESSAGE);
            out.writeBytes(message.payload());
        } else if (event instanceof StreamEvent.EndOfData end) {
            out.writeByte(END_OF_DATA);
            out.writeBoolean(end.drained());
        } else {
            throw new IllegalArgumentException("Not an event with bytes of its own: " + event);
        }
        return out.toBytes();
    }

    static StreamEvent decode(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        byte kind = in.readByte();
        return switch (kind) {
            case WATERMARK -> new StreamEvent.WatermarkReached(in.readLong());
            case IDLE -> new StreamEvent.IdleChanged(in.readBoolean());
            case BARRIER ->
                new StreamEvent.Barrier(
                        in.readLong(),
                        CheckpointKind.valueOf(in.readString()),
                        in.readString(),
                        in.readLong(),
                        in.readBoolean(),
                        in.readLong());
            case SOURCE_MESSAGE -> new StreamEvent.SourceMessage(in.readBytes(in.remaining()));
            case END_OF_DATA -> new StreamEvent.EndOfData(in.readBoolean());
            default -> throw new IllegalStateException("An event of kind " + kind + " came over a channel.");
        };
    }
}
