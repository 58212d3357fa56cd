package io.heddle.engine.task;

import io.heddle.api.functions.KeySelector;
import io.heddle.api.plan.KeySpec;
import io.heddle.api.plan.Partitioning;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.keygroup.KeyGroups;
import io.heddle.core.keygroup.KeyHasher;
import io.heddle.core.keygroup.KeyHashers;
import io.heddle.core.types.Serializers;
import io.heddle.engine.channel.ChannelSelector;

/** How the records of an edge choose their channel. */
final class Selectors {
    private Selectors() {}

    /**
     * The selector of an edge of one producing subtask.
     *
     * @param channels how many channels that subtask has on the edge
     * @param maxParallelism the consumers' number of key groups
     */
    static ChannelSelector of(
            Partitioning partitioning, int channels, int maxParallelism, int subtask, Serializers serializers) {
        if (channels == 1 && !(partitioning instanceof Partitioning.Custom<?, ?>)) {
            return value -> 0;
        } else if (partitioning instanceof Partitioning.Hash hash) {
            return byKey(hash.key(), channels, maxParallelism, serializers);
        } else if (partitioning instanceof Partitioning.Custom<?, ?> custom) {
            return byFunction(custom, channels);
        } else if (partitioning instanceof Partitioning.Broadcast) {
            return ChannelSelector.TO_ALL;
        } else if (partitioning instanceof Partitioning.Global) {
            return value -> 0;
        } else if (partitioning instanceof Partitioning.Shuffle) {
            return new AtRandom(channels, subtask);
        }
        return new InTurn(channels, subtask);
    }

    @SuppressWarnings("unchecked")
    private static ChannelSelector byKey(KeySpec<?, ?> key, int channels, int maxParallelism, Serializers serializers) {
        return new ByKey(
                (KeySelector<Object, Object>) key.selector(),
                (KeyHasher<Object>) KeyHashers.of(key.type(), serializers),
                channels,
                maxParallelism);
    }

    @SuppressWarnings("unchecked")
    private static <T, K> ChannelSelector byFunction(Partitioning.Custom<T, K> custom, int channels) {
        return value -> {
            int chosen = custom.partitioner().partition(custom.selector().getKey((T) value), channels);
            if (chosen < 0 || chosen >= channels) {
                throw new HeddleException(
                        FaultCategory.USER,
                        "The partitioner " + custom.partitioner().getClass().getName() + " chose channel " + chosen
                                + " of " + channels + ".",
                        "A partitioner must choose from 0 to numPartitions - 1.",
                        "Correct partition(key, numPartitions).");
            }
            return chosen;
        };
    }

    /** By key group of the key. */
    private static final class ByKey implements ChannelSelector {
        private final KeySelector<Object, Object> selector;
        private final KeyHasher<Object> hasher;
        private final int channels;
        private final int maxParallelism;

        ByKey(KeySelector<Object, Object> selector, KeyHasher<Object> hasher, int channels, int maxParallelism) {
            this.selector = selector;
            this.hasher = hasher;
            this.channels = channels;
            this.maxParallelism = maxParallelism;
        }

        @Override
        public int select(Object value) throws Exception {
            int group = KeyGroups.groupOf(hasher.hash(selector.getKey(value)), maxParallelism);
            return KeyGroups.subtaskOf(group, maxParallelism, channels);
        }
    }

    /** One after the other; producers begin at different ones. */
    private static final class InTurn implements ChannelSelector {
        private final int channels;
        private int next;

        InTurn(int channels, int subtask) {
            this.channels = channels;
            this.next = subtask % channels;
        }

        @Override
        public int select(Object value) {
            int chosen = next;
            next = chosen + 1 == channels ? 0 : chosen + 1;
            return chosen;
        }
    }

    /** At random, by a generator of one multiplication (Steele and Vigna's SplitMix, public domain). */
    private static final class AtRandom implements ChannelSelector {
        private final int channels;
        private long state;

        AtRandom(int channels, int subtask) {
            this.channels = channels;
            this.state = 0x9e3779b97f4a7c15L * (subtask + 1);
        }

        @Override
        public int select(Object value) {
            state += 0x9e3779b97f4a7c15L;
            long mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
            return (int) (((mixed >>> 32) * channels) >>> 32);
        }
    }
}
