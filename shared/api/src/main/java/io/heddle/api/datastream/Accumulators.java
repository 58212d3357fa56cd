package io.heddle.api.datastream;

import io.heddle.api.functions.AggregateFunction;
import io.heddle.api.types.TypeExtractor;
import io.heddle.api.types.TypeInformation;

/** The types of aggregate functions. */
final class Accumulators {
    private Accumulators() {}

    static <T, A, R> TypeInformation<A> accumulator(AggregateFunction<T, A, R> function, TypeInformation<T> input) {
        return TypeExtractor.requiredType(function, AggregateFunction.class, 1, input);
    }

    static <T, A, R> TypeInformation<R> result(AggregateFunction<T, A, R> function, TypeInformation<T> input) {
        return TypeExtractor.requiredType(function, AggregateFunction.class, 2, input);
    }
}
