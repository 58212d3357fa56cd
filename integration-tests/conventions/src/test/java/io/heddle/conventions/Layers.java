package io.heddle.conventions;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;

/** Which part of Heddle may know which; a part is the package below {@code io.heddle}. */
final class Layers {
    private static final Map<String, Set<String>> MAY_KNOW = Map.ofEntries(
            Map.entry("api", Set.of()),
            Map.entry("core", Set.of("api")),
            Map.entry("hadoop", Set.of("core", "api")),
            Map.entry("zookeeper", Set.of("core", "api")),
            Map.entry("engine", Set.of("core", "api")),
            Map.entry("rocksdb", Set.of("engine", "core", "api")),
            Map.entry("worker", Set.of("engine", "rocksdb", "core", "api", "hadoop", "zookeeper")),
            Map.entry("coordinator", Set.of("core", "api")),
            Map.entry("am", Set.of("coordinator", "core", "api", "hadoop", "zookeeper")),
            Map.entry("client", Set.of("engine", "rocksdb", "coordinator", "core", "api", "hadoop")),
            Map.entry("testkit", Set.of("client", "engine", "core", "api")),
            Map.entry("sandbox", Set.of("core")),
            Map.entry("examples", Set.of("api")));

    private Layers() {}

    static ArchCondition<JavaClass> onlyKnowLowerParts() {
        return new ArchCondition<>("know only the parts below their own") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                String from = part(item);
                Set<String> known = MAY_KNOW.get(from);
                if (known == null) {
                    events.add(SimpleConditionEvent.violated(
                            item, item.getName() + " is in part '" + from + "', which has no place in Layers"));
                    return;
                }
                for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    if (target.getPackageName().startsWith("io.heddle.")) {
                        String to = part(target);
                        if (!to.equals(from) && !known.contains(to)) {
                            events.add(SimpleConditionEvent.violated(item, dependency.getDescription()));
                        }
                    }
                }
            }
        };
    }

    private static String part(JavaClass type) {
        String below = type.getPackageName().substring("io.heddle.".length());
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }
}
