package io.heddle.engine.source;

import io.heddle.api.connector.SimpleVersionedSerializer;
import io.heddle.api.connector.SourceEvent;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.util.ArrayList;
import java.util.List;

/** The messages between enumerator and readers, as bytes. The first byte says which. */
final class SourceWire {
    /** Enumerator to reader: I am here, register. */
    static final byte HELLO = 0;
    /** Enumerator to reader: splits. */
    static final byte ASSIGN = 1;
    /** Enumerator to reader: no more splits. */
    static final byte NO_MORE = 2;
    /** Either way: an event of the connector's. */
    static final byte EVENT = 3;
    /** Reader to enumerator: I am here, on that host. */
    static final byte REGISTER = 4;
    /** Reader to enumerator: a split, please. */
    static final byte REQUEST = 5;
    /** Reader to enumerator: I have ended. */
    static final byte FINISHED = 6;

    private SourceWire() {}

    static byte[] plain(byte kind) {
        return new byte[] {kind};
    }

    static byte[] withText(byte kind, String text) {
        BinaryWriter out = new BinaryWriter(64);
        out.writeByte(kind);
        out.writeString(text);
        return out.toBytes();
    }

    static String text(byte[] message) {
        return body(message).readString();
    }

    static <S> byte[] splits(List<S> splits, SimpleVersionedSerializer<S> serializer) throws IOException {
        BinaryWriter out = new BinaryWriter(256);
        out.writeByte(ASSIGN);
        writeList(out, splits, serializer);
        return out.toBytes();
    }

    static <S> void writeList(BinaryWriter out, List<S> objects, SimpleVersionedSerializer<S> serializer)
            throws IOException {
        out.writeInt(serializer.getVersion());
        out.writeInt(objects.size());
        for (S each : objects) {
            byte[] bytes = serializer.serialize(each);
            out.writeInt(bytes.length);
            out.writeBytes(bytes);
        }
    }

    static <S> List<S> readList(BinaryReader in, SimpleVersionedSerializer<S> serializer) throws IOException {
        int version = in.readInt();
        int count = in.readInt();
        List<S> objects = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            objects.add(serializer.deserialize(version, in.readBytes(in.readInt())));
        }
        return objects;
    }

    static <S> List<S> splits(byte[] message, SimpleVersionedSerializer<S> serializer) throws IOException {
        return readList(body(message), serializer);
    }

    static byte[] event(SourceEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(EVENT);
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(event);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The source event " + event.getClass().getName() + " cannot be serialised.", e);
        }
        return bytes.toByteArray();
    }

    /** Reads an event that a process of the same job has written, with the job's classes. */
    static SourceEvent event(byte[] message, ClassLoader userCode) throws IOException, ClassNotFoundException {
        InputStream bytes = new ByteArrayInputStream(message, 1, message.length - 1);
        try (ObjectInputStream in = new UserObjects(bytes, userCode)) {
            return (SourceEvent) in.readObject();
        }
    }

    private static BinaryReader body(byte[] message) {
        return new BinaryReader().reset(message, 1, message.length - 1);
    }

    private static final class UserObjects extends ObjectInputStream {
        private final ClassLoader userCode;

        UserObjects(InputStream in, ClassLoader userCode) throws IOException {
            super(in);
            this.userCode = userCode;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass described) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(described.getName(), false, userCode);
            } catch (ClassNotFoundException e) {
                return super.resolveClass(described);
            }
        }
    }
}
