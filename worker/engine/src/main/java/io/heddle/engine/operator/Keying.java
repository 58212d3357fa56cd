package io.heddle.engine.operator;

import io.heddle.api.functions.KeySelector;
import io.heddle.api.plan.KeySpec;
import io.heddle.engine.state.KeyedStateBackend;
import org.jspecify.annotations.Nullable;

/** Makes the record's key the current one of the operator's keyed state, if its input is keyed. */
public final class Keying {
    private final KeySelector<Object, Object> selector;
    private final KeyedStateBackend state;

    @SuppressWarnings("unchecked")
    public Keying(KeySpec<?, ?> key, OperatorContext context) {
        this.selector = (KeySelector<Object, Object>) key.selector();
        this.state = context.keyedState(key.type());
    }

    /** The keying of an input; null if it has no key. */
    public static @Nullable Keying of(@Nullable KeySpec<?, ?> key, OperatorContext context) {
        return key == null ? null : new Keying(key, context);
    }

    /** Makes the record's key the current one and returns it. */
    public Object select(Object value) throws Exception {
        Object key = selector.getKey(value);
        state.setCurrentKey(key);
        return key;
    }
}
