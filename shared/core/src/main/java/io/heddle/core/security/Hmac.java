package io.heddle.core.security;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256: says that whoever wrote the bytes had the key. Not for use by two threads. */
public final class Hmac {
    /** Length of a tag. */
    public static final int TAG_BYTES = 32;

    private final Mac mac;

    private Hmac(Mac mac) {
        this.mac = mac;
    }

    /** Begins a tag under {@code key}, which must not be empty. */
    public static Hmac under(Secret key) {
        byte[] bytes = key.copyBytes();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
            return new Hmac(mac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HmacSHA256", e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    public Hmac update(byte[] bytes) {
        mac.update(bytes);
        return this;
    }

    public Hmac update(byte[] bytes, int offset, int length) {
        mac.update(bytes, offset, length);
        return this;
    }

    /** The tag of all that was given since the start or the last tag; 32 bytes. */
    public byte[] tag() {
        return mac.doFinal();
    }

    /** Whether {@code tag} is the tag of what was given; takes the same time whatever differs. */
    public boolean matches(byte[] tag) {
        return MessageDigest.isEqual(tag(), tag);
    }

    /** The tag of one piece of bytes. */
    public static byte[] tag(Secret key, byte[] bytes) {
        return under(key).update(bytes).tag();
    }
}
