package io.heddle.engine.operator.window;

import io.heddle.api.state.ListState;
import io.heddle.api.state.ListStateDescriptor;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.Evictor;
import io.heddle.api.windowing.TimestampedValue;
import io.heddle.api.windowing.Window;
import io.heddle.engine.operator.Input;
import io.heddle.engine.state.NamespacedState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every record with its timestamp, for an evictor; aggregates are computed anew at every firing. */
final class EvictedContents implements Contents {
    private final NamespacedState<ListState<Tuple2<Object, Long>>> state;
    private final Evictor<Object, Window> evictor;
    private final Evictor.EvictorContext context;
    /** Null if the output gets the records. */
    private final @Nullable Folding folding;

    private List<TimestampedValue<Object>> firing = List.of();

    @SuppressWarnings("unchecked")
    EvictedContents(
            TypeInformation<?> elementType, WindowMoment moment, Evictor<?, ?> evictor, @Nullable Folding folding) {
        TypeInformation<Tuple2<Object, Long>> entries = Types.TUPLE((TypeInformation<Object>) elementType, Types.LONG);
        this.state =
                moment.backend().state(new ListStateDescriptor<>(WindowOperator.CONTENTS, entries), moment.windows());
        this.evictor = (Evictor<Object, Window>) evictor;
        this.context = moment;
        this.folding = folding;
    }

    @Override
    public void add(Object window, Object value, long timestampMs) throws Exception {
        state.in(window).add(Tuple2.of(value, timestampMs));
    }

    /** What is left after the evictor has been asked. */
    @Override
    public @Nullable Object get(Object window) throws Exception {
        List<TimestampedValue<Object>> elements = new ArrayList<>();
        for (Tuple2<Object, Long> each : state.in(window).get()) {
            elements.add(new TimestampedValue<>(each.f0, each.f1, each.f1 != Input.NO_TIMESTAMP));
        }
        return elements.isEmpty() ? null : elements;
    }

    /** What the output gets of {@link #get}, less what is evicted. */
    @SuppressWarnings("unchecked")
    @Nullable
    Object evictBefore(Object elements, Window window) throws Exception {
        firing = (List<TimestampedValue<Object>>) elements;
        evictor.evictBefore(firing, firing.size(), window, context);
        List<Object> values = new ArrayList<>(firing.size());
        for (TimestampedValue<Object> each : firing) {
            values.add(each.value());
        }
        if (folding == null) {
            return values;
        }
        Object folded = null;
        for (Object each : values) {
            folded = folding.foldUntouched(folded, each);
        }
        return folded == null ? null : folding.result(folded);
    }

    /** Keeps what the evictor leaves after the computation. */
    void evictAfter(Object stateWindow, Window window) throws Exception {
        evictor.evictAfter(firing, firing.size(), window, context);
        List<Tuple2<Object, Long>> left = new ArrayList<>(firing.size());
        for (TimestampedValue<Object> each : firing) {
            left.add(Tuple2.of(each.value(), each.timestamp()));
        }
        state.in(stateWindow).update(left);
        firing = List.of();
    }

    @Override
    public void clear(Object window) {
        state.in(window).clear();
    }

    @Override
    public void merge(Object target, Collection<?> sources) throws Exception {
        state.merge(target, sources);
    }
}
