package io.heddle.api.datastream;

import io.heddle.api.functions.AggregateFunction;
import io.heddle.api.functions.FoldFunction;
import io.heddle.api.types.MissingTypeInfo;
import io.heddle.api.types.TypeExtractor;
import io.heddle.api.types.TypeInformation;

/** The types of aggregate functions. */
final class Accumulators {
    private Accumulators() {}

    static <T, A, R> TypeInformation<A> accumulator(AggregateFunction<T, A, R> function, TypeInformation<T> input) {
        return TypeExtractor.requiredType(function, AggregateFunction.class, 1, input);
    }

    /** The type of a fold's value: what the function says, or else that of the initial value. */
    static <T, A> TypeInformation<A> folded(A initial, FoldFunction<T, A> function, TypeInformation<T> input) {
        TypeInformation<A> type = TypeExtractor.producedType(function, FoldFunction.class, 1, input);
        return type instanceof MissingTypeInfo<?> ? TypeExtractor.getForObject(initial) : type;
    }

    static <T, A, R> TypeInformation<R> result(AggregateFunction<T, A, R> function, TypeInformation<T> input) {
        return TypeExtractor.requiredType(function, AggregateFunction.class, 2, input);
    }
}
