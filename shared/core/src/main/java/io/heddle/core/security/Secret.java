package io.heddle.core.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * Bytes that must not be seen: cannot be printed, compared in varying time, or written by a codec (it has no
 * properties, and is not {@code Serializable}). Whoever needs the bytes takes a copy by name and wipes it.
 */
public final class Secret implements AutoCloseable {
    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy of {@code bytes}; the caller may wipe its own. */
    public static Secret of(byte[] bytes) {
        return new Secret(bytes.clone());
    }

    /** A new secret of {@code length} bytes. */
    public static Secret random(SecureRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return new Secret(bytes);
    }

    public int length() {
        return bytes.length;
    }

    /** The bytes themselves, as a copy that is the caller's to wipe. */
    public byte[] copyBytes() {
        return bytes.clone();
    }

    /** The bytes as text for a header or a password field: URL-safe Base64 without padding. */
    public String revealAsToken() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether {@code text} is what {@link #revealAsToken()} gives; takes the same time whatever differs. */
    public boolean matchesToken(String text) {
        byte[] ours = revealAsToken().getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(ours, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Overwrites the bytes; the secret is all zeroes afterwards. */
    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }

    /** Takes the same time whatever differs. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes, secret.bytes);
    }

    /** Always the same, so that it tells nothing. */
    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public String toString() {
        return "Secret(not shown)";
    }
}
