package io.heddle.core.types;

import io.heddle.api.types.FormerNames;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What classes and fields are and were called. */
final class FormerlyNamed {

    private FormerlyNamed() {}

    static boolean isOrWas(Class<?> type, String className) {
        return type.getName().equals(className) || namesOf(type).contains(className);
    }

    /** The position of the field that has or had the name; -1 if none. A present name goes before a former one. */
    static int indexOf(List<String> names, @Nullable Class<?> owner, String wanted) {
        int present = names.indexOf(wanted);
        if (present >= 0 || owner == null) {
            return present;
        }
        for (int i = 0; i < names.size(); i++) {
            if (formerNames(owner, names.get(i)).contains(wanted)) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> formerNames(Class<?> owner, String name) {
        for (Class<?> c = owner; c != null; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return namesOf(field);
                }
            }
        }
        return List.of();
    }

    private static List<String> namesOf(AnnotatedElement element) {
        FormerNames names = element.getAnnotation(FormerNames.class);
        return names == null ? List.of() : List.of(names.value());
    }
}
