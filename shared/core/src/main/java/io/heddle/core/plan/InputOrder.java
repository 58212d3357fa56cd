package io.heddle.core.plan;

import io.heddle.api.plan.KeySpec;
import io.heddle.api.plan.OperatorSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * In which order an operator takes one of its inputs where the job ends and sorts: see docs/decisions/0023.
 *
 * @param sorted by key and timestamp; otherwise records are taken as they come, before all that are sorted
 * @param key null if the records of a sorted input have none, and only their timestamps count
 */
public record InputOrder(boolean sorted, @Nullable KeySpec<?, ?> key) {

    /** The inputs of an operator, by ordinal; none if the operator takes everything as it comes. */
    public static List<InputOrder> of(OperatorSpec spec) {
        if (spec instanceof OperatorSpec.Windowed<?, ?, ?, ?> windowed) {
            return List.of(new InputOrder(true, windowed.key()));
        }
        List<InputOrder> inputs = keyed(spec);
        return inputs.stream().anyMatch(InputOrder::sorted) ? inputs : List.of();
    }

    private static List<InputOrder> keyed(OperatorSpec spec) {
        if (spec instanceof OperatorSpec.Map<?, ?> map) {
            return by(map.key());
        } else if (spec instanceof OperatorSpec.FlatMap<?, ?> flatMap) {
            return by(flatMap.key());
        } else if (spec instanceof OperatorSpec.Filter<?> filter) {
            return by(filter.key());
        } else if (spec instanceof OperatorSpec.Process<?, ?> process) {
            return by(process.key());
        } else if (spec instanceof OperatorSpec.KeyedProcess<?, ?, ?> process) {
            return by(process.key());
        } else if (spec instanceof OperatorSpec.KeyedReduce<?, ?> reduce) {
            return by(reduce.key());
        } else if (spec instanceof OperatorSpec.KeyedFold<?, ?, ?> fold) {
            return by(fold.key());
        } else if (spec instanceof OperatorSpec.FunctionSink<?> sink) {
            return by(sink.key());
        } else if (spec instanceof OperatorSpec.KeyedBroadcastProcess<?, ?, ?, ?> process) {
            return by(process.key(), null);
        }
        return ofTwo(spec);
    }

    private static List<InputOrder> ofTwo(OperatorSpec spec) {
        if (spec instanceof OperatorSpec.CoMap<?, ?, ?> map) {
            return by(map.key1(), map.key2());
        } else if (spec instanceof OperatorSpec.CoFlatMap<?, ?, ?> flatMap) {
            return by(flatMap.key1(), flatMap.key2());
        } else if (spec instanceof OperatorSpec.CoProcess<?, ?, ?> process) {
            return by(process.key1(), process.key2());
        } else if (spec instanceof OperatorSpec.KeyedCoProcess<?, ?, ?, ?> process) {
            return by(process.key1(), process.key2());
        } else if (spec instanceof OperatorSpec.WindowedCoGroup<?, ?, ?, ?, ?> group) {
            return by(group.key1(), group.key2());
        } else if (spec instanceof OperatorSpec.IntervalJoin<?, ?, ?, ?> join) {
            return by(join.key1(), join.key2());
        }
        return List.of();
    }

    private static List<InputOrder> by(@Nullable KeySpec<?, ?> key) {
        return List.of(new InputOrder(key != null, key));
    }

    private static List<InputOrder> by(@Nullable KeySpec<?, ?> first, @Nullable KeySpec<?, ?> second) {
        return List.of(new InputOrder(first != null, first), new InputOrder(second != null, second));
    }
}
