package io.heddle.core.security;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** HKDF with SHA-256 (RFC 5869): keys for separate uses out of one secret, none of which betrays another. */
final class Hkdf {
    private static final int MOST_BYTES = 255 * Hmac.TAG_BYTES;

    private Hkdf() {}

    static Secret derive(Secret secret, byte[] salt, String info, int length) {
        if (length < 1 || length > MOST_BYTES) {
            throw new IllegalArgumentException("HKDF gives 1 to " + MOST_BYTES + " bytes, not " + length);
        }
        byte[] input = secret.copyBytes();
        byte[] extracted = Hmac.tag(Secret.of(salt.length == 0 ? new byte[Hmac.TAG_BYTES] : salt), input);
        Arrays.fill(input, (byte) 0);
        byte[] label = info.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[length];
        byte[] block = new byte[0];
        try (Secret key = Secret.of(extracted)) {
            Hmac hmac = Hmac.under(key);
            for (int done = 0, counter = 1; done < length; done += block.length, counter++) {
                block = hmac.update(block)
                        .update(label)
                        .update(new byte[] {(byte) counter})
                        .tag();
                System.arraycopy(block, 0, out, done, Math.min(block.length, length - done));
            }
            return Secret.of(out);
        } finally {
            Arrays.fill(extracted, (byte) 0);
            Arrays.fill(block, (byte) 0);
            Arrays.fill(out, (byte) 0);
        }
    }
}
