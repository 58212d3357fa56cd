package io.heddle.engine.operator;

import io.heddle.api.connector.SimpleVersionedSerializer;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import io.heddle.engine.snapshot.OperatorRestore;
import io.heddle.engine.snapshot.RestoredSegment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A connector's objects in checkpoints: one segment each, so that another parallelism can deal them out. */
final class Versioned {
    private static final String FORMAT = "versioned/1";

    private Versioned() {}

    static <T> void add(
            OperatorCheckpoint checkpoint,
            StateKind kind,
            String name,
            Collection<T> objects,
            SimpleVersionedSerializer<T> serializer)
            throws IOException {
        for (T each : objects) {
            byte[] body = serializer.serialize(each);
            int version = serializer.getVersion();
            checkpoint.add(kind, name, FORMAT, 0, 0, out -> {
                BinaryWriter writer = out.writer();
                writer.writeInt(version);
                writer.writeBytes(body);
            });
        }
    }

    static <T> List<T> read(
            OperatorRestore restore, StateKind kind, String name, SimpleVersionedSerializer<T> serializer)
            throws IOException {
        List<T> objects = new ArrayList<>();
        for (RestoredSegment segment : restore.ofKind(kind)) {
            if (segment.segment().name().equals(name)) {
                BinaryReader in = new BinaryReader(segment.read());
                int version = in.readInt();
                objects.add(serializer.deserialize(version, in.readBytes(in.remaining())));
            }
        }
        return objects;
    }
}
