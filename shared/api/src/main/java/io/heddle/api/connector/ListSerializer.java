package io.heddle.api.connector;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes a list of objects with the serialiser of one. */
final class ListSerializer<E> implements SimpleVersionedSerializer<List<E>> {
    private final SimpleVersionedSerializer<E> element;

    ListSerializer(SimpleVersionedSerializer<E> element) {
        this.element = element;
    }

    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    public byte[] serialize(List<E> list) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(element.getVersion());
        out.writeInt(list.size());
        for (E each : list) {
            byte[] data = element.serialize(each);
            out.writeInt(data.length);
            out.write(data);
        }
        return bytes.toByteArray();
    }

    @Override
    public List<E> deserialize(int version, byte[] serialized) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        int elementVersion = in.readInt();
        int size = in.readInt();
        List<E> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            byte[] data = new byte[in.readInt()];
            in.readFully(data);
            list.add(element.deserialize(elementVersion, data));
        }
        return list;
    }
}
