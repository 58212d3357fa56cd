package io.heddle.api.connector;

import io.heddle.api.environment.MemorySize;
import java.time.Duration;

/**
 * Completes files by size (128 MiB), age (60 s) or idleness (60 s), whichever comes first. Age and idleness are
 * looked at once per bucket check interval; a checkpoint alone completes no file.
 */
public final class DefaultRollingPolicy<IN, BucketID> implements RollingPolicy<IN, BucketID> {
    private final long partSize;
    private final long rolloverIntervalMs;
    private final long inactivityIntervalMs;

    private DefaultRollingPolicy(PolicyBuilder builder) {
        this.partSize = builder.partSize;
        this.rolloverIntervalMs = builder.rolloverIntervalMs;
        this.inactivityIntervalMs = builder.inactivityIntervalMs;
    }

    /** A policy with the defaults, to be changed. */
    public static PolicyBuilder builder() {
        return new PolicyBuilder();
    }

    /** The older name of {@link #builder}. */
    public static PolicyBuilder create() {
        return builder();
    }

    /** The bytes at which a file is complete. */
    public long getMaxPartSize() {
        return partSize;
    }

    /** The milliseconds after its first record at which a file is complete. */
    public long getRolloverInterval() {
        return rolloverIntervalMs;
    }

    /** The milliseconds after its last record at which a file is complete. */
    public long getInactivityInterval() {
        return inactivityIntervalMs;
    }

    @Override
    public boolean shouldRollOnCheckpoint(PartFileInfo<BucketID> partFileState) {
        return partFileState.getSize() >= partSize;
    }

    @Override
    public boolean shouldRollOnEvent(PartFileInfo<BucketID> partFileState, IN element) {
        return partFileState.getSize() >= partSize;
    }

    @Override
    public boolean shouldRollOnProcessingTime(PartFileInfo<BucketID> partFileState, long currentTime) {
        return currentTime - partFileState.getCreationTime() >= rolloverIntervalMs
                || currentTime - partFileState.getLastUpdateTime() >= inactivityIntervalMs;
    }

    /** Builds a policy. */
    public static final class PolicyBuilder {
        private long partSize = 128L << 20;
        private long rolloverIntervalMs = 60_000;
        private long inactivityIntervalMs = 60_000;

        private PolicyBuilder() {}

        private static long positive(String what, long value) {
            if (value <= 0) {
                throw new IllegalArgumentException(what + " must be positive, but is " + value + ".");
            }
            return value;
        }

        /** Completes files of so many bytes. */
        public PolicyBuilder withMaxPartSize(MemorySize size) {
            return withMaxPartSize(size.getBytes());
        }

        /**
         * Completes files of so many bytes; 128 MiB by default.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public PolicyBuilder withMaxPartSize(long size) {
            this.partSize = positive("The size of a part", size);
            return this;
        }

        /** Completes files so long after they were begun. */
        public PolicyBuilder withRolloverInterval(Duration interval) {
            return withRolloverInterval(interval.toMillis());
        }

        /**
         * Completes files so many milliseconds after they were begun; 60 s by default.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public PolicyBuilder withRolloverInterval(long interval) {
            this.rolloverIntervalMs = positive("The rollover interval", interval);
            return this;
        }

        /** Completes files so long after the last record. */
        public PolicyBuilder withInactivityInterval(Duration interval) {
            return withInactivityInterval(interval.toMillis());
        }

        /**
         * Completes files so many milliseconds after the last record; 60 s by default.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public PolicyBuilder withInactivityInterval(long interval) {
            this.inactivityIntervalMs = positive("The inactivity interval", interval);
            return this;
        }

        /** The policy. */
        public <IN, BucketID> DefaultRollingPolicy<IN, BucketID> build() {
            return new DefaultRollingPolicy<>(this);
        }
    }
}
