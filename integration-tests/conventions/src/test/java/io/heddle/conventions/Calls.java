package io.heddle.conventions;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A set of methods and constructors of the JDK, and the condition that a class calls or references one of them. */
final class Calls {
    private final List<Predicate<CodeUnitAccessTarget>> members = new ArrayList<>();

    static Calls to() {
        return new Calls();
    }

    /** Methods of {@code owner} and its subtypes by name; a trailing star stands for the rest of the name. */
    Calls methods(Class<?> owner, String... names) {
        for (String name : names) {
            String start = name.substring(0, name.length() - 1);
            members.add(target -> target.getOwner().isAssignableTo(owner)
                    && (name.endsWith("*")
                            ? target.getName().startsWith(start)
                            : target.getName().equals(name)));
        }
        return this;
    }

    /** Methods of {@code owner} by name that are called without arguments. */
    Calls bareMethods(Class<?> owner, String name) {
        members.add(target -> target.getOwner().isAssignableTo(owner)
                && target.getName().equals(name)
                && target.getRawParameterTypes().isEmpty());
        return this;
    }

    /** Every constructor of {@code type} and its subtypes. */
    Calls constructors(Class<?> type) {
        return methods(type, "<init>");
    }

    private boolean hold(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget target
                && members.stream().anyMatch(member -> member.test(target));
    }

    ArchCondition<JavaClass> as(String description) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                List<JavaAccess<?>> accesses = new ArrayList<>(item.getCodeUnitCallsFromSelf());
                accesses.addAll(item.getCodeUnitReferencesFromSelf());
                for (JavaAccess<?> access : accesses) {
                    if (hold(access)) {
                        events.add(SimpleConditionEvent.satisfied(item, access.getDescription()));
                    }
                }
            }
        };
    }
}
