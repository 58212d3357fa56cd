package io.heddle.engine.operator.window;

import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.GlobalWindow;
import io.heddle.api.windowing.TimeWindow;
import io.heddle.api.windowing.Window;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.Resolution;
import io.heddle.core.types.Serializers;
import io.heddle.core.types.TypeReader;
import io.heddle.core.types.TypeSerializer;
import io.heddle.core.types.TypeSnapshot;
import java.util.function.Function;

/**
 * What stands for windows in state, since they are no data themselves.
 *
 * @param type of the data
 * @param immutable whether windows never change
 */
record WindowForm(
        TypeInformation<?> type,
        Function<Object, Object> toData,
        Function<Object, Object> fromData,
        boolean immutable) {

    /** The written form of a {@link TimeWindow}. */
    record Span(long start, long end) {}

    static WindowForm of(Class<? extends Window> windowClass) {
        if (windowClass == TimeWindow.class) {
            return new WindowForm(
                    TypeInformation.of(Span.class),
                    window -> new Span(((TimeWindow) window).getStart(), ((TimeWindow) window).getEnd()),
                    span -> new TimeWindow(((Span) span).start, ((Span) span).end),
                    true);
        }
        if (windowClass == GlobalWindow.class) {
            return new WindowForm(Types.BOOLEAN, window -> false, data -> GlobalWindow.get(), true);
        }
        return new WindowForm(TypeInformation.of(windowClass), window -> window, data -> data, false);
    }

    @SuppressWarnings("unchecked")
    TypeSerializer<Object> serializer(Serializers serializers) {
        return new WindowSerializer((TypeSerializer<Object>) serializers.of(type), this);
    }

    private record WindowSerializer(TypeSerializer<Object> data, WindowForm form) implements TypeSerializer<Object> {
        @Override
        public void write(Object window, BinaryWriter out) {
            data.write(form.toData.apply(window), out);
        }

        @Override
        public Object read(BinaryReader in) {
            return form.fromData.apply(data.read(in));
        }

        @Override
        public Object copy(Object window) {
            return form.immutable ? window : data.copy(window);
        }

        @Override
        public boolean immutable() {
            return form.immutable || data.immutable();
        }

        @Override
        public int fixedLength() {
            return data.fixedLength();
        }

        @Override
        public TypeSnapshot snapshot() {
            return data.snapshot();
        }

        @Override
        public Resolution<Object> resolve(TypeSnapshot written) {
            Resolution<Object> resolution = data.resolve(written);
            if (resolution instanceof Resolution.Migrate<Object> migrate) {
                TypeReader<Object> reader = migrate.reader();
                return new Resolution.Migrate<>(in -> form.fromData.apply(reader.read(in)));
            }
            return resolution;
        }
    }
}
