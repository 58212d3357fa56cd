package io.heddle.api.state;

import io.heddle.api.functions.ReduceFunction;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.TypeSerializer;
import java.lang.reflect.Type;

/** Describes {@link ReducingState}. */
public final class ReducingStateDescriptor<T> extends StateDescriptor<ReducingState<T>, T> {
    private final ReduceFunction<T> reduceFunction;

    /**
     * Values of a type, combined by a function without a life cycle.
     *
     * @throws UnsupportedOperationException if it is a rich function
     */
    public ReducingStateDescriptor(String name, ReduceFunction<T> reduceFunction, TypeInformation<T> typeInfo) {
        super(name, typeInfo);
        this.reduceFunction = withoutLifeCycle(reduceFunction);
    }

    /** Values of a class without type parameters, combined by a function without a life cycle. */
    public ReducingStateDescriptor(String name, ReduceFunction<T> reduceFunction, Class<T> typeClass) {
        this(name, reduceFunction, TypeInformation.of(typeClass));
    }

    /** Values of the type that a serialiser stands for, combined by a function without a life cycle. */
    public ReducingStateDescriptor(String name, ReduceFunction<T> reduceFunction, TypeSerializer<T> typeSerializer) {
        this(name, reduceFunction, typeSerializer.getTypeInformation());
    }

    /** Combines two values. */
    public ReduceFunction<T> getReduceFunction() {
        return reduceFunction;
    }

    @Override
    public Type getType() {
        return Type.REDUCING;
    }
}
