package io.heddle.engine.job;

import io.heddle.core.plan.Closed;
import io.heddle.core.usercode.Closures;
import java.io.File;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The user's code as a class loader has it. May be used by every thread. */
public final class LoadedUserCode implements UserCode {
    private static final Logger LOG = LogManager.getLogger(LoadedUserCode.class);

    private final ClassLoader classLoader;
    private final Map<String, File> cachedFiles;
    private final Map<String, Runnable> releaseHooks = new ConcurrentHashMap<>();

    public LoadedUserCode(ClassLoader classLoader, Map<String, File> cachedFiles) {
        this.classLoader = classLoader;
        this.cachedFiles = Map.copyOf(cachedFiles);
    }

    @Override
    public ClassLoader classLoader() {
        return classLoader;
    }

    @Override
    public Object open(Closed closed) {
        return Closures.open(closed, Object.class, classLoader);
    }

    @Override
    public void onRelease(String name, Runnable hook) {
        releaseHooks.putIfAbsent(name, hook);
    }

    @Override
    public Map<String, File> cachedFiles() {
        return cachedFiles;
    }

    @Override
    public void close() {
        releaseHooks.forEach((name, hook) -> {
            try {
                hook.run();
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("The release hook '{}' failed", name, e);
            }
        });
        if (classLoader instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                LOG.warn("The job's class loader could not be closed", e);
            }
        }
    }
}
