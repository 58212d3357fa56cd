package io.heddle.api.types;

import java.util.List;

/**
 * A sealed interface or class, all of whose permitted classes are known: records, enums or POJOs. A value is written with
 * the number of its class.
 *
 * @param variants the concrete classes, those of permitted sealed ones included
 */
public record VariantTypeInfo<T>(Class<T> typeClass, List<TypeInformation<? extends T>> variants)
        implements TypeInformation<T> {

    public VariantTypeInfo {
        variants = List.copyOf(variants);
        if (!typeClass.isSealed()) {
            throw new InvalidTypesException(typeClass.getName() + " is not sealed.");
        }
    }

    @Override
    public Class<T> getTypeClass() {
        return typeClass;
    }

    @Override
    public List<TypeInformation<?>> getComponentTypes() {
        return List.copyOf(variants);
    }

    @Override
    public String toString() {
        return "sealed " + typeClass.getName() + variants;
    }
}
