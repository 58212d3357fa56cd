package io.heddle.engine.operator.window;

import io.heddle.api.state.ListState;
import io.heddle.api.state.ListStateDescriptor;
import io.heddle.api.tuple.Tuple3;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.keygroup.KeyGroups;
import io.heddle.core.keygroup.KeyHasher;
import io.heddle.core.keygroup.KeyHashers;
import io.heddle.engine.operator.OperatorContext;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Up to when windows have fired, as a checkpoint knows it: slices of windows that have fired may still be kept for later ones,
 * and must not make them fire again. Key groups of different former tasks may differ in it for a while.
 */
final class Frontier {
    private final OperatorContext context;
    private final KeyGroupRange range;
    private final int maxParallelism;
    private final KeyHasher<Object> hasher;
    private final ListState<Tuple3<Integer, Integer, Long>> state;
    /** By key group from the first of the range; null if all are alike. */
    private long @Nullable [] byGroup;

    private long leastMs = Long.MIN_VALUE;
    private long greatestMs = Long.MIN_VALUE;

    @SuppressWarnings("unchecked")
    Frontier(OperatorContext context, TypeInformation<?> keyType) throws Exception {
        this.context = context;
        this.range = context.task().facts().keyGroups();
        this.maxParallelism = context.task().facts().vertex().maxParallelism();
        this.hasher = (KeyHasher<Object>) KeyHashers.of(keyType, context.serializers());
        this.state = context.operatorState()
                .getUnionListState(
                        new ListStateDescriptor<>("fired-up-to", Types.TUPLE(Types.INT, Types.INT, Types.LONG)));
        restore();
    }

    private void restore() throws Exception {
        if (!context.restore().restored()) {
            return;
        }
        long[] groups = new long[range.size()];
        Arrays.fill(groups, Long.MIN_VALUE);
        for (Tuple3<Integer, Integer, Long> each : state.get()) {
            for (int group = Math.max(each.f0, range.first()); group <= Math.min(each.f1, range.last()); group++) {
                groups[group - range.first()] = each.f2;
            }
        }
        leastMs = Arrays.stream(groups).min().orElse(Long.MIN_VALUE);
        greatestMs = Arrays.stream(groups).max().orElse(Long.MIN_VALUE);
        byGroup = leastMs == greatestMs ? null : groups;
    }

    /** The time up to which windows of all keys had fired. */
    long leastMs() {
        return leastMs;
    }

    /** The time up to which windows of any key had fired. */
    long greatestMs() {
        return greatestMs;
    }

    /** Whether windows had fired up to different times. */
    boolean differs() {
        return byGroup != null;
    }

    /** The time up to which windows of that key had fired. */
    long firedUptoMs(Object key) {
        long[] groups = byGroup;
        return groups == null
                ? greatestMs
                : groups[KeyGroups.groupOf(hasher.hash(key), maxParallelism) - range.first()];
    }

    /** Whether the window has fired for any key before the restore. */
    boolean mayHaveFired(long windowEnd) {
        return windowEnd - 1 <= greatestMs;
    }

    /** Whether the window has fired for that key before the restore. */
    boolean hasFired(Object key, long windowEnd) {
        return mayHaveFired(windowEnd) && windowEnd - 1 <= firedUptoMs(key);
    }

    /** Before a checkpoint: windows have fired up to that time. */
    void save(long firedUptoMs) throws Exception {
        long[] groups = byGroup;
        if (groups == null || firedUptoMs >= greatestMs) {
            byGroup = null;
            state.update(List.of(Tuple3.of(range.first(), range.last(), Math.max(firedUptoMs, leastMs))));
            return;
        }
        state.clear();
        for (int i = 0; i < groups.length; i++) {
            int group = range.first() + i;
            state.add(Tuple3.of(group, group, Math.max(firedUptoMs, groups[i])));
        }
    }
}
