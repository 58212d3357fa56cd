package io.heddle.engine.operator;

import io.heddle.api.functions.KeySelector;
import io.heddle.api.plan.KeySpec;
import io.heddle.core.keygroup.KeyHasher;
import io.heddle.core.keygroup.KeyHashers;
import io.heddle.engine.state.KeyedStateBackend;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The keying that is copied for each place of a plan. */
final class SelectorKeying extends Keying {
    private final KeySelector<Object, Object> selector;
    private final KeyHasher<Object> hasher;
    private final KeyedStateBackend state;

    private @Nullable Object[] values = new @Nullable Object[0];
    private @Nullable Object[] keys = new @Nullable Object[0];
    private int[] hashes = new int[0];
    private int next;
    private int count;
    /** Only kept so that touching is not compiled away. */
    private int touched;

    @SuppressWarnings("unchecked")
    SelectorKeying(KeySpec<?, ?> key, OperatorContext context) {
        this.selector = (KeySelector<Object, Object>) key.selector();
        this.hasher = (KeyHasher<Object>) KeyHashers.of(key.type(), context.serializers());
        this.state = context.keyedState(key.type());
    }

    @Override
    public Object select(Object value) throws Exception {
        while (next < count) {
            int at = next++;
            Object key = keys[at];
            if (values[at] == value && key != null) {
                state.setCurrentKey(key, hashes[at]);
                return key;
            }
        }
        Object key = selector.getKey(value);
        state.setCurrentKey(key, hasher.hash(key));
        return key;
    }

    /** Texts lie apart from the objects that hold them: loads them together before each is read in turn. */
    private int touchTexts(int size) {
        int characters = 0;
        for (int i = 0; i < size && keys[i] instanceof String text; i++) {
            characters += text.length();
        }
        return characters;
    }

    /** What was loaded ahead; it means nothing. */
    int touched() {
        return touched;
    }

    @Override
    public void ahead(Object[] batch, int from, int to) throws Exception {
        int size = to - from;
        if (keys.length < size) {
            values = Arrays.copyOf(values, size);
            keys = Arrays.copyOf(keys, size);
            hashes = Arrays.copyOf(hashes, size);
        }
        next = 0;
        count = 0;
        for (int i = 0; i < size; i++) {
            Object value = batch[from + i];
            values[i] = value;
            keys[i] = selector.getKey(value);
        }
        touched += touchTexts(size);
        for (int i = 0; i < size; i++) {
            hashes[i] = hasher.hash(Objects.requireNonNull(keys[i]));
        }
        count = size;
        state.expect(keys, hashes, size);
    }
}
