package io.heddle.benchmarks;

import java.util.Arrays;

/** A record of about 100 bytes, a POJO by the rules of both engines. */
public final class Packet {
    private static final int KEYS = 10_000;
    private static final int BODY_BYTES = 86;
    private static final byte[][] BODIES = new byte[16][BODY_BYTES];

    public long id;
    public int key;
    public byte[] body = BODIES[0];

    static {
        for (int i = 0; i < BODIES.length; i++) {
            Arrays.fill(BODIES[i], (byte) (i * 17));
        }
    }

    public Packet() {}

    /** The record with number {@code n}; bodies are shared, so that making records costs little. */
    public static Packet of(long n) {
        Packet packet = new Packet();
        packet.id = n;
        packet.key = (int) (((n * 0x9E3779B97F4A7C15L) >>> 33) % KEYS);
        packet.body = BODIES[(int) (n & 15)];
        return packet;
    }

    /** What a checksum is made of. */
    public long weight() {
        return id + body[(int) (id % BODY_BYTES)];
    }
}
