package io.heddle.core.usercode;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * Loads a program's classes out of its jars. May be used by every thread.
 *
 * <p>What the framework and the program must share is always the framework's: a class whose name begins with one of the
 * parent-first patterns.
 */
public final class UserCodeClassLoader extends URLClassLoader {

    static {
        ClassLoader.registerAsParallelCapable();
    }

    /** What a program and the framework must share ({@code classloader.parent-first-patterns.default}). */
    public static final List<String> PARENT_FIRST = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "org.w3c.",
            "org.xml.",
            "io.heddle.",
            "org.slf4j",
            "org.apache.log4j",
            "org.apache.logging",
            "org.apache.commons.logging",
            "ch.qos.logback");

    private final ResolveOrder order;
    private final List<String> parentFirst;

    public UserCodeClassLoader(List<URL> jars, ClassLoader parent, ResolveOrder order, List<String> parentFirst) {
        super("user-code", jars.toArray(URL[]::new), parent);
        this.order = order;
        this.parentFirst = List.copyOf(parentFirst);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (isParentFirst(name)) {
            return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : loadChildFirst(name, resolve);
    }

    private Class<?> loadChildFirst(String name, boolean resolve) throws ClassNotFoundException {
        try {
            return findClass(name);
        } catch (ClassNotFoundException e) {
            return super.loadClass(name, resolve);
        } catch (LinkageError e) {
            // another thread may have defined it meanwhile
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            throw e;
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        if (isParentFirst(name.replace('/', '.'))) {
            return super.getResource(name);
        }
        URL own = findResource(name);
        return own != null ? own : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        if (isParentFirst(name.replace('/', '.'))) {
            return super.getResources(name);
        }
        List<URL> found = new ArrayList<>(Collections.list(findResources(name)));
        for (URL url : Collections.list(getParent().getResources(name))) {
            found.add(url);
        }
        return Collections.enumeration(found);
    }

    /** Closes the jars and lets go of what the JVM keeps per loader. */
    @Override
    public void close() throws IOException {
        ResourceBundle.clearCache(this);
        super.close();
    }

    private boolean isParentFirst(String name) {
        if (order == ResolveOrder.PARENT_FIRST) {
            return true;
        }
        for (String pattern : parentFirst) {
            if (name.startsWith(pattern)) {
                return true;
            }
        }
        return false;
    }
}
