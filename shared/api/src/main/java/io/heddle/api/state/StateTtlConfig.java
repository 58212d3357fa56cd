package io.heddle.api.state;

import io.heddle.api.windowing.Time;
import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How state expires. Time is processing time by the worker's clock; a value (of a list or map each element or entry)
 * expires {@link #getTimeToLive} after its last update, or access. It goes on while the job is down: a restart
 * prolongs nothing.
 *
 * <p>By default: writing renews, expired values are never seen, and they are removed in the background.
 */
public final class StateTtlConfig implements Serializable {
    /** State that never expires. */
    public static final StateTtlConfig DISABLED = new Builder(Duration.ofMillis(Long.MAX_VALUE))
            .setUpdateType(UpdateType.Disabled)
            .build();

    /** What renews an entry. */
    public enum UpdateType {
        /** Nothing expires. */
        Disabled,
        /** Creating and writing; the default. */
        OnCreateAndWrite,
        /** Reading too. */
        OnReadAndWrite
    }

    /** Whether an expired entry that has not been cleaned up yet may be seen. */
    public enum StateVisibility {
        /** It may. */
        ReturnExpiredIfNotCleanedUp,
        /** It never is; the default. */
        NeverReturnExpired
    }

    /** The clock that expiry follows. */
    public enum TtlTimeCharacteristic {
        /** The machine's clock. */
        ProcessingTime
    }

    /** The older name of {@link TtlTimeCharacteristic}. */
    public enum TimeCharacteristic {
        /** The machine's clock. */
        ProcessingTime
    }

    /** How expired entries are removed, besides on access. */
    public sealed interface CleanupStrategy extends Serializable {
        /** Left out of full snapshots, which the background does anyway. */
        record FullSnapshot() implements CleanupStrategy {}

        /**
         * On the heap: slots of the table checked per access (and per record, if asked), going round for ever.
         *
         * @param cleanupSize slots per step
         * @param runCleanupForEveryRecord whether records that write nothing pay too
         */
        record Incremental(int cleanupSize, boolean runCleanupForEveryRecord) implements CleanupStrategy {}

        /**
         * Asks for cleaning in RocksDB even where background cleaning is off. There is no compaction filter here, so
         * neither number has an effect.
         */
        record RocksdbCompactFilter(
                long queryTimeAfterNumEntries, @Nullable Duration periodicCompactionTime) implements CleanupStrategy {}
    }

    private final Duration ttl;
    private final UpdateType updateType;
    private final StateVisibility stateVisibility;
    private final List<CleanupStrategy> cleanupStrategies;
    private final boolean cleanupInBackground;

    private StateTtlConfig(Builder builder) {
        this.ttl = builder.ttl;
        this.updateType = builder.updateType;
        this.stateVisibility = builder.stateVisibility;
        this.cleanupStrategies = List.copyOf(builder.strategies.values());
        this.cleanupInBackground = builder.cleanupInBackground;
    }

    /**
     * Starts with the time to live.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public static Builder newBuilder(Duration ttl) {
        return new Builder(ttl);
    }

    /**
     * Starts with the time to live.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public static Builder newBuilder(Time ttl) {
        return new Builder(ttl.toDuration());
    }

    /** Whether entries expire at all. */
    public boolean isEnabled() {
        return updateType != UpdateType.Disabled;
    }

    /** How long an entry lives. */
    public Duration getTimeToLive() {
        return ttl;
    }

    /** What renews an entry. */
    public UpdateType getUpdateType() {
        return updateType;
    }

    /** Whether expired entries may be seen. */
    public StateVisibility getStateVisibility() {
        return stateVisibility;
    }

    /** The clock that expiry follows. */
    public TtlTimeCharacteristic getTtlTimeCharacteristic() {
        return TtlTimeCharacteristic.ProcessingTime;
    }

    /** How expired entries are removed; empty means what suits the backend, if {@link #isCleanupInBackground}. */
    public List<CleanupStrategy> getCleanupStrategies() {
        return cleanupStrategies;
    }

    /** Whether entries are removed besides on access. */
    public boolean isCleanupInBackground() {
        return cleanupInBackground;
    }

    /** Builds the configuration. */
    public static final class Builder {
        private Duration ttl;
        private UpdateType updateType = UpdateType.OnCreateAndWrite;
        private StateVisibility stateVisibility = StateVisibility.NeverReturnExpired;
        private final Map<Class<?>, CleanupStrategy> strategies = new LinkedHashMap<>();
        private boolean cleanupInBackground = true;

        private Builder(Duration ttl) {
            this.ttl = ttl;
            if (ttl.isNegative() || ttl.isZero()) {
                throw new IllegalArgumentException("The time to live must be positive, but is " + ttl + ".");
            }
        }

        /** What renews an entry; on create and write by default. */
        public Builder setUpdateType(UpdateType type) {
            this.updateType = type;
            return this;
        }

        /** Creating and writing renew (the default). */
        public Builder updateTtlOnCreateAndWrite() {
            return setUpdateType(UpdateType.OnCreateAndWrite);
        }

        /** Reading renews too. */
        public Builder updateTtlOnReadAndWrite() {
            return setUpdateType(UpdateType.OnReadAndWrite);
        }

        /** Whether expired entries may be seen; never by default. */
        public Builder setStateVisibility(StateVisibility visibility) {
            this.stateVisibility = visibility;
            return this;
        }

        /** Expired entries may be seen until they are removed. */
        public Builder returnExpiredIfNotCleanedUp() {
            return setStateVisibility(StateVisibility.ReturnExpiredIfNotCleanedUp);
        }

        /** Expired entries are never seen (the default). */
        public Builder neverReturnExpired() {
            return setStateVisibility(StateVisibility.NeverReturnExpired);
        }

        /** The clock; only processing time exists. */
        public Builder setTtlTimeCharacteristic(TtlTimeCharacteristic characteristic) {
            return this;
        }

        /** The older name of {@link #setTtlTimeCharacteristic}. */
        public Builder setTimeCharacteristic(TimeCharacteristic characteristic) {
            return this;
        }

        /** Processing time (the default). */
        public Builder useProcessingTime() {
            return this;
        }

        /**
         * Leaves expired entries out of full snapshots: canonical savepoints, and heap checkpoints without
         * increments.
         */
        public Builder cleanupFullSnapshot() {
            return with(new CleanupStrategy.FullSnapshot());
        }

        /**
         * On the heap, sets how fast the table is gone through; 5 slots per write by default.
         *
         * @param cleanupSize slots per step
         * @param runCleanupForEveryRecord whether records that write nothing pay too
         */
        public Builder cleanupIncrementally(int cleanupSize, boolean runCleanupForEveryRecord) {
            return with(new CleanupStrategy.Incremental(cleanupSize, runCleanupForEveryRecord));
        }

        /**
         * Asks for cleaning in RocksDB even where background cleaning is off. What comes newly into memory pays for
         * looks at 3 entries of the database; there is no compaction filter.
         */
        public Builder cleanupInRocksdbCompactFilter() {
            return cleanupInRocksdbCompactFilter(1000);
        }

        /** The same; the number has no effect. */
        public Builder cleanupInRocksdbCompactFilter(long queryTimeAfterNumEntries) {
            return with(new CleanupStrategy.RocksdbCompactFilter(queryTimeAfterNumEntries, null));
        }

        /** The same; neither the number nor the duration has an effect. */
        public Builder cleanupInRocksdbCompactFilter(long queryTimeAfterNumEntries, Duration periodicCompactionTime) {
            return with(new CleanupStrategy.RocksdbCompactFilter(queryTimeAfterNumEntries, periodicCompactionTime));
        }

        /** Removes expired entries besides on access, as suits the backend (the default). */
        public Builder cleanupInBackground() {
            this.cleanupInBackground = true;
            return this;
        }

        /** Removes expired entries only on access, and by what else was asked for here. */
        public Builder disableCleanupInBackground() {
            this.cleanupInBackground = false;
            return this;
        }

        /** The older name of {@link #setTimeToLive}. */
        public Builder setTtl(Time ttl) {
            return setTimeToLive(ttl.toDuration());
        }

        /** The time to live. */
        public Builder setTimeToLive(Duration ttl) {
            this.ttl = ttl;
            return this;
        }

        /** The configuration. */
        public StateTtlConfig build() {
            return new StateTtlConfig(this);
        }

        private Builder with(CleanupStrategy strategy) {
            strategies.put(strategy.getClass(), strategy);
            return this;
        }
    }
}
