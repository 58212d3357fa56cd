package io.heddle.core.plan;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** By which a new master and a worker find out that they mean the same plan. */
public final class PlanHash {
    private PlanHash() {}

    /** The first eight bytes of the SHA-256 of the plan exactly as it was sent in {@code OpenJob}. */
    public static long of(byte[] encodedPlan) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(encodedPlan))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256; this one has not.", e);
        }
    }
}
