package io.heddle.api.state;

import io.heddle.api.functions.Function;
import io.heddle.api.functions.RichFunction;
import io.heddle.api.types.TypeInformation;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Names keyed or operator state and its type. The name identifies the state in checkpoints, together with the
 * operator's {@code uid}, so it must stay; it is unique within an operator. A type may change within what {@code
 * docs/state.md} says; anything else is refused when the operator opens its state.
 *
 * @param <S> the kind of state
 * @param <T> the type of its values
 */
public abstract sealed class StateDescriptor<S extends State, T> implements Serializable
        permits ValueStateDescriptor,
                ListStateDescriptor,
                MapStateDescriptor,
                ReducingStateDescriptor,
                AggregatingStateDescriptor {
    /** The kinds of state. */
    public enum Type {
        /** One value. */
        VALUE,
        /** A list. */
        LIST,
        /** A map. */
        MAP,
        /** Reduced values. */
        REDUCING,
        /** Aggregated values. */
        AGGREGATING
    }

    private final String name;
    private final TypeInformation<T> typeInfo;
    private StateTtlConfig ttlConfig = StateTtlConfig.DISABLED;
    private @Nullable String queryableStateName;

    StateDescriptor(String name, TypeInformation<T> typeInfo) {
        this.name = name;
        this.typeInfo = typeInfo;
    }

    static <F extends Function> F withoutLifeCycle(F function) {
        if (function instanceof RichFunction) {
            throw new UnsupportedOperationException(
                    "State combines values outside of any operator, so its function has no" + " life cycle: "
                            + function.getClass().getName() + " must not be a rich function.");
        }
        return function;
    }

    /** The name. */
    public String getName() {
        return name;
    }

    /** The type of the values; of the list's elements, the map (see there) or the accumulator. */
    public TypeInformation<T> getTypeInformation() {
        return typeInfo;
    }

    /** The kind. */
    public abstract Type getType();

    /**
     * Lets values expire; without it they stay until they are cleared. May be switched on for state that was written
     * without: the time of its values begins with the restore.
     */
    public void enableTimeToLive(StateTtlConfig config) {
        this.ttlConfig = config;
    }

    /** How values expire; {@link StateTtlConfig#DISABLED} if they do not. */
    public StateTtlConfig getTtlConfig() {
        return ttlConfig;
    }

    /**
     * Keeps the name, and has no other effect: state cannot be queried from outside. Kept so that older programs
     * compile; write what is to be asked for to a store.
     */
    public void setQueryable(String name) {
        this.queryableStateName = name;
    }

    /** The name given to {@link #setQueryable}, or null. */
    public @Nullable String getQueryableStateName() {
        return queryableStateName;
    }

    /** Whether {@link #setQueryable} was called. */
    public boolean isQueryable() {
        return queryableStateName != null;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof StateDescriptor<?, ?> that && getType() == that.getType() && name.equals(that.name);
    }

    @Override
    public final int hashCode() {
        return 31 * name.hashCode() + getType().hashCode();
    }

    @Override
    public String toString() {
        return getType() + " state " + name;
    }
}
