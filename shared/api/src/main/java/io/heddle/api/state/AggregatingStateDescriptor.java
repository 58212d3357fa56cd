package io.heddle.api.state;

import io.heddle.api.functions.AggregateFunction;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.TypeSerializer;
import java.lang.reflect.Type;

/** Describes {@link AggregatingState}; its type is that of the accumulator. */
public final class AggregatingStateDescriptor<I, A, O> extends StateDescriptor<AggregatingState<I, O>, A> {
    private final AggregateFunction<I, A, O> aggregateFunction;

    /** Accumulators of a type, updated by a function without a life cycle. */
    public AggregatingStateDescriptor(
            String name, AggregateFunction<I, A, O> aggregateFunction, TypeInformation<A> stateType) {
        super(name, stateType);
        this.aggregateFunction = withoutLifeCycle(aggregateFunction);
    }

    /** Accumulators of a class without type parameters, updated by a function without a life cycle. */
    public AggregatingStateDescriptor(String name, AggregateFunction<I, A, O> aggregateFunction, Class<A> stateClass) {
        this(name, aggregateFunction, TypeInformation.of(stateClass));
    }

    /** Accumulators of the type that a serialiser stands for, updated by a function without a life cycle. */
    public AggregatingStateDescriptor(
            String name, AggregateFunction<I, A, O> aggregateFunction, TypeSerializer<A> typeSerializer) {
        this(name, aggregateFunction, typeSerializer.getTypeInformation());
    }

    /**
     * The function that updates the accumulator; never a rich one, which the constructors refuse with an {@link
     * UnsupportedOperationException}.
     */
    public AggregateFunction<I, A, O> getAggregateFunction() {
        return aggregateFunction;
    }

    @Override
    public Type getType() {
        return Type.AGGREGATING;
    }
}
