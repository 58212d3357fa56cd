package io.heddle.core.usercode;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which classes a closure may hold. */
final class ClosureClasses {

    private static final List<String> PLAIN_PACKAGES =
            List.of("java.lang", "java.math", "java.text", "java.time", "java.util", "java.sql", "java.nio.charset");
    private static final Set<String> PLAIN_CLASSES = Set.of(
            "java.io.File",
            "java.lang.invoke.SerializedLambda",
            "java.net.URI",
            "java.net.URL",
            "java.net.InetAddress",
            "java.net.Inet4Address",
            "java.net.Inet6Address",
            "java.net.InetSocketAddress");
    /** Of the framework: its API, and loggers, which are written as their names. */
    private static final List<String> SHARED =
            List.of("io.heddle.", "org.slf4j.", "org.apache.logging.slf4j.", "org.apache.logging.log4j.");

    private static final Set<String> REFUSED_PACKAGES =
            Set.of("java.lang.invoke", "java.lang.reflect", "java.util.logging", "java.util.jar");

    private ClosureClasses() {}

    /** The program's own classes, those it shares with the framework, and plain ones of the JDK. */
    static boolean isAllowed(Class<?> type, ClassLoader userCode) {
        Class<?> element = elementOf(type);
        if (isOfJdk(element)) {
            return isPlain(element);
        }
        return isWithin(element.getClassLoader(), userCode) || SHARED.stream().anyMatch(element.getName()::startsWith);
    }

    /** Whether the class is one of the JDK that only holds data. */
    static boolean isPlain(Class<?> type) {
        Class<?> element = elementOf(type);
        if (element.isPrimitive() || PLAIN_CLASSES.contains(element.getName())) {
            return true;
        }
        String name = element.getPackageName();
        if (REFUSED_PACKAGES.contains(name)) {
            return false;
        }
        for (String plain : PLAIN_PACKAGES) {
            if (name.equals(plain) || name.startsWith(plain + ".")) {
                return true;
            }
        }
        return false;
    }

    static boolean isOfJdk(Class<?> type) {
        ClassLoader loader = elementOf(type).getClassLoader();
        return loader == null || loader.equals(ClassLoader.getPlatformClassLoader());
    }

    private static boolean isWithin(@Nullable ClassLoader loader, ClassLoader userCode) {
        // the program's own loader, or one that it made below it
        for (ClassLoader each = loader; each != null; each = each.getParent()) {
            if (each.equals(userCode)) {
                return true;
            }
        }
        return false;
    }

    private static Class<?> elementOf(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        return element;
    }
}
