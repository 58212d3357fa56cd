package io.heddle.api.types;

import java.util.List;
import java.util.stream.Collectors;

/** How types are written in messages. */
final class TypeNames {

    private TypeNames() {}

    static String generic(Class<?> raw, List<TypeInformation<?>> arguments) {
        if (arguments.isEmpty()) {
            return raw.getSimpleName();
        }
        return arguments.stream()
                .map(TypeInformation::toString)
                .collect(Collectors.joining(", ", raw.getSimpleName() + "<", ">"));
    }
}
