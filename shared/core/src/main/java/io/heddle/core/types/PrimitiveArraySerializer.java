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
        ByteBuffer target = view(out.array(), at, size);
        if (array instanceof byte[] bytes) {
            target.put(bytes);
        } else if (array instanceof short[] shorts) {
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
        out.position(at + size);
    }

    @Override
    @SuppressWarnings("unchecked")
    public A read(BinaryReader in) {
        int length = in.readCount(elementBytes);
        A array = (A) Array.newInstance(element, length);
        int size = length * elementBytes;
        ByteBuffer source = view(in.array(), in.take(size), size);
        if (array instanceof byte[] bytes) {
            source.get(bytes);
        } else if (array instanceof short[] shorts) {
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
            for (int i = 0; i < length; i++) {
                flags[i] = source.get() != 0;
            }
        }
        return array;
    }

    @Override
    @SuppressWarnings({"unchecked", "SuspiciousSystemArraycopy"})
    public A copy(A array) {
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
