package io.heddle.core.types;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Elements in a row, of which some may be null: twice their number, plus one if each is preceded by a flag. */
final class NullableElements {

    private NullableElements() {}

    static <E> void write(Collection<? extends @Nullable E> elements, TypeSerializer<E> serializer, BinaryWriter out) {
        boolean nulls = false;
        for (E element : elements) {
            nulls |= element == null;
        }
        out.writeVarInt((elements.size() << 1) | (nulls ? 1 : 0));
        for (E element : elements) {
            writeElement(element, nulls, serializer, out);
        }
    }

    static <E> void write(@Nullable E[] elements, TypeSerializer<E> serializer, BinaryWriter out) {
        boolean nulls = false;
        for (E element : elements) {
            nulls |= element == null;
        }
        out.writeVarInt((elements.length << 1) | (nulls ? 1 : 0));
        for (E element : elements) {
            writeElement(element, nulls, serializer, out);
        }
    }

    private static <E> void writeElement(
            @Nullable E element, boolean nulls, TypeSerializer<E> serializer, BinaryWriter out) {
        if (nulls) {
            out.writeBoolean(element == null);
        }
        if (element != null) {
            serializer.write(element, out);
        }
    }

    /** How many elements to make room for: damaged bytes must not allocate without end. */
    static int capacity(int header, BinaryReader in) {
        return Math.min(count(header), in.remaining() + 16);
    }

    static int count(int header) {
        return header >>> 1;
    }

    static boolean hasNulls(int header) {
        return (header & 1) != 0;
    }

    static <E> @Nullable E readElement(boolean nulls, TypeReader<E> reader, BinaryReader in) {
        return nulls && in.readBoolean() ? null : reader.read(in);
    }
}
