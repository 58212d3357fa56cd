package io.heddle.core.planning;

import io.heddle.api.connector.CollectionSource;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.plan.LogicalNode;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.types.TypeInformation;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.plan.Closed;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.Serializers;
import io.heddle.core.types.TypeSerializer;
import io.heddle.core.usercode.Closures;
import java.io.Serializable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Captures the user's functions, with errors that name the operator and its line in the program. */
final class SpecCapture {
    private final Map<Object, Closed> types = new HashMap<>();
    private final Serializers serializers = Serializers.of(Objects.requireNonNullElseGet(
            Thread.currentThread().getContextClassLoader(), SpecCapture.class::getClassLoader));

    /** The spec as it leaves the program: elements of a collection become bytes. */
    @SuppressWarnings("unchecked")
    <S extends OperatorSpec> S shipped(S spec) {
        if (spec instanceof OperatorSpec.SplitSource<?> split && split.source() instanceof CollectionSource<?> source) {
            return (S) encoded(source, split);
        }
        return spec;
    }

    /** What the hidden operator before a source needs. */
    OperatorSpec enumeration(OperatorSpec.SplitSource<?> split) {
        return split.source() instanceof CollectionSource<?> source
                ? new OperatorSpec.SplitEnumeration<>(source.withoutElements())
                : new OperatorSpec.SplitEnumeration<>(split.source());
    }

    @SuppressWarnings("unchecked")
    private <T> OperatorSpec.SplitSource<T> encoded(CollectionSource<T> source, OperatorSpec.SplitSource<?> split) {
        TypeSerializer<T> serializer = serializers.of(source.getProducedType());
        BinaryWriter writer = new BinaryWriter(256);
        CollectionSource<T> bytes = source.encode(element -> {
            writer.clear();
            serializer.write(element, writer);
            return writer.toBytes();
        });
        return new OperatorSpec.SplitSource<>(bytes, (WatermarkStrategy<T>) split.watermarks());
    }

    Closed capture(Object value, LogicalNode owner) {
        if (value instanceof TypeInformation<?>) {
            return types.computeIfAbsent(value, Closures::capture);
        }
        try {
            letGoInside(value, 0);
            return Closures.capture(value);
        } catch (HeddleException e) {
            HeddleException cause = value instanceof Record spec ? blame(spec, e) : e;
            throw new HeddleException(
                    e.category(),
                    cause.problem().within("The operator " + owner.described() + " cannot be sent to the workers."),
                    e);
        }
    }

    /** Lets go of unused outer objects of all functions in a record. */
    private static void letGoInside(Object value, int depth) {
        for (Object part : parts(value)) {
            if (part instanceof Record && depth < 8) {
                letGoInside(part, depth + 1);
            } else if (part instanceof Serializable) {
                Closures.letGoOfUnusedOuter(part);
            }
        }
    }

    /** The failure of the part that failed, which names it better than that of the whole. */
    private static HeddleException blame(Record spec, HeddleException whole) {
        for (Object part : parts(spec)) {
            try {
                Closures.capture(part);
            } catch (HeddleException e) {
                return part instanceof Record record ? blame(record, e) : e;
            }
        }
        return whole;
    }

    private static List<Object> parts(Object value) {
        List<Object> parts = new ArrayList<>();
        if (value instanceof Record && value.getClass().getPackageName().startsWith("io.heddle.api.")) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                try {
                    Method accessor = component.getAccessor();
                    accessor.setAccessible(true);
                    Object part = accessor.invoke(value);
                    if (part != null && !(part instanceof TypeInformation)) {
                        parts.add(part);
                    }
                } catch (IllegalAccessException | InvocationTargetException e) {
                    throw new IllegalStateException(
                            "The record " + value.getClass().getName() + " cannot be read.", e);
                }
            }
        }
        return parts;
    }
}
