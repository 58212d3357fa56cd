package io.heddle.api.datastream;

import io.heddle.api.functions.Function;

/** Says which named parts of a {@link SplitStream} a record belongs to. */
public interface OutputSelector<T> extends Function {
    /** The names of the parts; none drops the record. */
    Iterable<String> select(T value);
}
