package io.heddle.core.types;

import io.heddle.api.types.CompositeTypeInfo;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts together what is known about a composite class. */
final class Composites {

    private Composites() {}

    static <T> CompositeForm<T> form(
            CompositeTypeInfo<T> type,
            TypeSnapshot.Composite.Shape shape,
            FieldAccess access,
            List<TypeSerializer<?>> serializers,
            @Nullable TypeSerializer<Object> subclasses) {
        boolean extensible =
                subclasses != null && !Modifier.isFinal(type.getTypeClass().getModifiers());
        List<TypeSnapshot.Field> fields = new ArrayList<>();
        for (int i = 0; i < serializers.size(); i++) {
            fields.add(new TypeSnapshot.Field(
                    type.fields().get(i).name(),
                    !access.isPrimitive(i),
                    serializers.get(i).snapshot()));
        }
        TypeSnapshot.Composite snapshot =
                new TypeSnapshot.Composite(shape, type.getTypeClass().getName(), extensible, List.copyOf(fields));
        return new CompositeForm<>(
                type.getTypeClass(),
                snapshot,
                access,
                List.copyOf(serializers),
                extensible ? subclasses : null,
                type.isImmutable());
    }
}
