package io.heddle.core.types;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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
    private static final boolean NATIVE_IS_LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    static {
        VarHandle value = null;
        VarHandle coder = null;
        try {
            MethodHandles.Lookup inside = MethodHandles.privateLookupIn(String.class, MethodHandles.lookup());
            value = inside.findVarHandle(String.class, "value", byte[].class);
            coder = inside.findVarHandle(String.class, "coder", byte.class);
        } catch (ReflectiveOperationException | RuntimeException e) {
            // closed, or another JVM's String: the portable way serves
            value = null;
        }
        VALUE = value;
        CODER = coder;
    }

    private StringBytes() {}

    static void write(String text, BinaryWriter out) {
        if (VALUE != null && CODER != null && NATIVE_IS_LITTLE) {
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
            return new String(in.array(), at, length, StandardCharsets.ISO_8859_1);
        }
        if (length > in.remaining() / 2) {
            throw in.damaged(length + " characters in " + in.remaining() + " bytes");
        }
        char[] characters = new char[length];
        characters(in.array(), in.take(2 * length), 2 * length).get(characters);
        return new String(characters);
    }

    /** Copies the low bytes of all characters, which the one deprecated method of String does in bulk. */
    @SuppressWarnings("deprecation")
    private static void copyLatin1(String text, int length, byte[] target, int at) {
        text.getBytes(0, length, target, at);
    }

    private static java.nio.CharBuffer characters(byte[] bytes, int at, int length) {
        return ByteBuffer.wrap(bytes, at, length).order(ByteOrder.LITTLE_ENDIAN).asCharBuffer();
    }
}
