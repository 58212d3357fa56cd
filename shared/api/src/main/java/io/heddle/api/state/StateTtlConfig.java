package io.heddle.api.state;

import io.heddle.api.windowing.Time;
import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How state expires. Time is processing time; an entry expires {@link #getTimeToLive} after its last update (or access). */
public final class StateTtlConfig implements Serializable {
    /** State that never expires. */
    public static final StateTtlConfig DISABLED = new Builder(Duration.ofMillis(Long.MAX_VALUE))
            .setUpdateType(UpdateType.Disabled)
            .build();

    /** What renews an entry. */
    public enum UpdateType {
        /** Nothing expires. */
        Disabled,
        /** Creating and writing. */
        OnCreateAndWrite,
        /** Reading too. */
        OnReadAndWrite
    }

    /** Whether an expired entry that has not been cleaned up yet may be seen. */
    public enum StateVisibility {
        /** It may. */
        ReturnExpiredIfNotCleanedUp,
        /** It never is. */
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
        /** Left out of full snapshots. */
        record FullSnapshot() implements CleanupStrategy {}

        /** A few entries checked per access (and per record, if asked). */
        record Incremental(int cleanupSize, boolean runCleanupForEveryRecord) implements CleanupStrategy {}

        /** Dropped by RocksDB's compaction, which asks the clock after so many entries. */
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

    /** Starts with the time to live. */
    public static Builder newBuilder(Duration ttl) {
        return new Builder(ttl);
    }

    /** Starts with the time to live. */
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

        /** Leaves expired entries out of full snapshots. */
        public Builder cleanupFullSnapshot() {
            return with(new CleanupStrategy.FullSnapshot());
        }

        /** Checks a few entries per access, and per record if asked. */
        public Builder cleanupIncrementally(int cleanupSize, boolean runCleanupForEveryRecord) {
            return with(new CleanupStrategy.Incremental(cleanupSize, runCleanupForEveryRecord));
        }

        /** Lets RocksDB's compaction drop expired entries, asking the clock after every 1000 entries. */
        public Builder cleanupInRocksdbCompactFilter() {
            return cleanupInRocksdbCompactFilter(1000);
        }

        /** Lets RocksDB's compaction drop expired entries, asking the clock after so many entries. */
        public Builder cleanupInRocksdbCompactFilter(long queryTimeAfterNumEntries) {
            return with(new CleanupStrategy.RocksdbCompactFilter(queryTimeAfterNumEntries, null));
        }

        /** The same, with files compacted at least so often. */
        public Builder cleanupInRocksdbCompactFilter(long queryTimeAfterNumEntries, Duration periodicCompactionTime) {
            return with(new CleanupStrategy.RocksdbCompactFilter(queryTimeAfterNumEntries, periodicCompactionTime));
        }

        /** Removes expired entries besides on access, as suits the backend (the default). */
        public Builder cleanupInBackground() {
            this.cleanupInBackground = true;
            return this;
        }

        /** Removes expired entries on access only. */
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
