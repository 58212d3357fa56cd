package io.heddle.core.types;

import io.heddle.api.types.BasicTypeInfo;
import io.heddle.api.types.BasicTypeInfo.Kind;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/** Arrays of primitives: their length, and their elements in bulk. */
final class PrimitiveArraySerializer<A> implements TypeSerializer<A> {

    private final Class<?> element;
    private final Kind kind;
    private final int elementBytes;

    PrimitiveArraySerializer(Class<A> arrayClass) {
        this.element = arrayClass.getComponentType();
        this.kind = Objects.requireNonNull(BasicTypeInfo.getInfoFor(element)).kind();
        this.elementBytes = BasicSerializers.of(kind).fixedLength();
    }

    @Override
    public void write(A array, BinaryWriter out) {
        int length = Array.getLength(array);
        out.writeVarInt(length);
        int size = Math.multiplyExact(length, elementBytes);
        int at = out.ensure(size);
        if (array instanceof byte[] bytes) {
            System.arraycopy(bytes, 0, out.array(), at, size);
        } else {
            put(array, view(out.array(), at, size));
        }
        out.position(at + size);
    }

    private void put(A array, ByteBuffer target) {
        if (array instanceof short[] shorts) {
            target.asShortBuffer().put(shorts);
        } else if (array instanceof char[] chars) {
            target.asCharBuffer().put(chars);
        } else if (array instanceof int[] ints) {
            target.asIntBuffer().put(ints);
        } else if (array instanceof long[] longs) {
            target.asLongBuffer().put(longs);
        } else if (array instanceof float[] floats) {
            target.asFloatBuffer().put(floats);
        } else if (array instanceof double[] doubles) {
            target.asDoubleBuffer().put(doubles);
        } else {
            for (boolean flag : (boolean[]) array) {
                target.put((byte) (flag ? 1 : 0));
            }
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public A read(BinaryReader in) {
        int length = in.readCount(elementBytes);
        if (kind == Kind.BYTE) {
            // The usual array in a record, and the only one that needs neither reflection nor a view of the buffer.
            byte[] bytes = new byte[length];
            System.arraycopy(in.array(), in.take(length), bytes, 0, length);
            return (A) bytes;
        }
        A array = (A) Array.newInstance(element, length);
        int size = length * elementBytes;
        get(array, view(in.array(), in.take(size), size));
        return array;
    }

    private void get(A array, ByteBuffer source) {
        if (array instanceof short[] shorts) {
            source.asShortBuffer().get(shorts);
        } else if (array instanceof char[] chars) {
            source.asCharBuffer().get(chars);
        } else if (array instanceof int[] ints) {
            source.asIntBuffer().get(ints);
        } else if (array instanceof long[] longs) {
            source.asLongBuffer().get(longs);
        } else if (array instanceof float[] floats) {
            source.asFloatBuffer().get(floats);
        } else if (array instanceof double[] doubles) {
            source.asDoubleBuffer().get(doubles);
        } else {
            boolean[] flags = (boolean[]) array;
            for (int i = 0; i < flags.length; i++) {
                flags[i] = source.get() != 0;
            }
        }
    }

    @Override
    @SuppressWarnings({"unchecked", "SuspiciousSystemArraycopy"})
    public A copy(A array) {
        if (array instanceof byte[] bytes) {
            return (A) bytes.clone();
        }
        int length = Array.getLength(array);
        A copy = (A) Array.newInstance(element, length);
        System.arraycopy(array, 0, copy, 0, length);
        return copy;
    }

    @Override
    public boolean immutable() {
        return false;
    }

    @Override
    public int fixedLength() {
        return VARIABLE_LENGTH;
    }

    @Override
    public TypeSnapshot snapshot() {
        return new TypeSnapshot.PrimitiveArray(kind);
    }

    @Override
    public Resolution<A> resolve(TypeSnapshot written) {
        return written.equals(snapshot())
                ? new Resolution.AsIs<>()
                : new Resolution.Incompatible<>(Mismatch.of(written, snapshot()));
    }

    private static ByteBuffer view(byte[] bytes, int at, int size) {
        return ByteBuffer.wrap(bytes, at, size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
