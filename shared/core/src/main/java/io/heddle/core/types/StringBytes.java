package io.heddle.core.types;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Text as bytes, in bulk: a header of twice the number of characters, plus one if they take two bytes each.
 *
 * <p>A string of Latin-1 characters is held by the JVM as just the bytes we write. If the JVM was started with
 * {@code --add-opens java.base/java.lang=ALL-UNNAMED}, as workers are, those bytes are copied as they are; otherwise the
 * characters are looked through first. What is written is the same.
 */
final class StringBytes {

    private static final @Nullable VarHandle VALUE;
    private static final @Nullable VarHandle CODER;
    /** (byte[], byte)String: takes the array over. */
    private static final @Nullable MethodHandle MAKER;

    private static final byte LATIN_1 = 0;
    private static final byte TWO_BYTES = 1;
    private static final boolean NATIVE_IS_LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    static {
        VarHandle value = null;
        VarHandle coder = null;
        MethodHandle maker = null;
        try {
            MethodHandles.Lookup inside = MethodHandles.privateLookupIn(String.class, MethodHandles.lookup());
            value = inside.findVarHandle(String.class, "value", byte[].class);
            coder = inside.findVarHandle(String.class, "coder", byte.class);
            maker = inside.findConstructor(String.class, MethodType.methodType(void.class, byte[].class, byte.class));
        } catch (ReflectiveOperationException | RuntimeException e) {
            // closed, or another JVM's String: the portable way serves
            value = null;
        }
        boolean open = value != null && coder != null && maker != null && NATIVE_IS_LITTLE && isCompact(coder);
        VALUE = open ? value : null;
        CODER = open ? coder : null;
        MAKER = open ? maker : null;
    }

    private StringBytes() {}

    static void write(String text, BinaryWriter out) {
        if (VALUE != null && CODER != null) {
            byte[] value = (byte[]) VALUE.get(text);
            int twoBytes = (byte) CODER.get(text);
            out.writeVarInt((text.length() << 1) | twoBytes);
            out.writeBytes(value, 0, value.length);
        } else {
            writePortably(text, out);
        }
    }

    static void writePortably(String text, BinaryWriter out) {
        int length = text.length();
        int seen = 0;
        for (int i = 0; i < length; i++) {
            seen |= text.charAt(i);
        }
        if (seen < 0x100) {
            out.writeVarInt(length << 1);
            int at = out.ensure(length);
            copyLatin1(text, length, out.array(), at);
            out.position(at + length);
        } else {
            out.writeVarInt((length << 1) | 1);
            int at = out.ensure(2 * length);
            characters(out.array(), at, 2 * length).put(text.toCharArray());
            out.position(at + 2 * length);
        }
    }

    static String read(BinaryReader in) {
        int header = in.readVarInt();
        int length = header >>> 1;
        if ((header & 1) == 0) {
            int at = in.take(length);
            return MAKER == null
                    ? new String(in.array(), at, length, StandardCharsets.ISO_8859_1)
                    : made(Arrays.copyOfRange(in.array(), at, at + length), LATIN_1);
        }
        if (length > Integer.MAX_VALUE / 2) {
            throw in.damaged(length + " characters");
        }
        int at = in.take(2 * length);
        if (MAKER != null && needsTwoBytes(in.array(), at, length)) {
            return made(Arrays.copyOfRange(in.array(), at, at + 2 * length), TWO_BYTES);
        }
        char[] characters = new char[length];
        characters(in.array(), at, 2 * length).get(characters);
        return new String(characters);
    }

    private static String made(byte[] value, byte coder) {
        try {
            return (String) Objects.requireNonNull(MAKER).invokeExact(value, coder);
        } catch (Throwable e) {
            throw new IllegalStateException("A constructor of String failed.", e);
        }
    }

    /** Whether the characters are not all Latin-1, as the JVM demands of a string that keeps two bytes for each. */
    private static boolean needsTwoBytes(byte[] bytes, int at, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[at + 2 * i + 1] != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether this JVM keeps strings of Latin-1 in one byte for each character, as it does unless told otherwise. */
    private static boolean isCompact(VarHandle coder) {
        return (byte) coder.get("a") == LATIN_1;
    }

    /** Copies the low bytes of all characters, which the one deprecated method of String does in bulk. */
    @SuppressWarnings("deprecation")
    private static void copyLatin1(String text, int length, byte[] target, int at) {
        text.getBytes(0, length, target, at);
    }

    private static CharBuffer characters(byte[] bytes, int at, int length) {
        return ByteBuffer.wrap(bytes, at, length).order(ByteOrder.LITTLE_ENDIAN).asCharBuffer();
    }
}
