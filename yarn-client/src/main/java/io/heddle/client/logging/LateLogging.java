package io.heddle.client.logging;

import java.net.URI;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.simple.SimpleLoggerContextFactory;
import org.apache.logging.log4j.spi.LoggerContext;
import org.apache.logging.log4j.spi.LoggerContextFactory;
import org.apache.logging.log4j.spi.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Starts the logging library when something is worth a line in the log, not before: reading its configuration takes longer
 * than most commands, and most commands have nothing to log. Until then only warnings and errors of ours and of Hadoop's,
 * and whatever a user's program says from INFO on, count as worth it; afterwards the configuration decides.
 *
 * <p>bin/heddle names it in {@code log4j2.loggerContextFactory}; a program that embeds the client has its own logging.
 */
public final class LateLogging implements LoggerContextFactory {
    /** What is quiet by the beginning of a logger's name; the longest beginning counts. */
    private static final Map<String, Level> QUIET = Map.of(
            "io.heddle.", Level.WARN,
            "org.apache.hadoop.", Level.WARN,
            "io.netty.", Level.WARN,
            "org.apache.hadoop.util.NativeCodeLoader", Level.ERROR);

    private static final AtomicBoolean STARTED = new AtomicBoolean();

    /** As the API would find it. A nested class is initialised once, whatever the threads. */
    private static final class Library {
        static final LoggerContextFactory FACTORY = ServiceLoader.load(
                        Provider.class, LateLogging.class.getClassLoader())
                .findFirst()
                .map(Provider::getLoggerContextFactory)
                .orElse(SimpleLoggerContextFactory.INSTANCE);
    }

    private final LateContext context = new LateContext();

    /** From now on the configuration decides what is logged: for a command that runs a job in this process. */
    public static void start() {
        STARTED.set(true);
    }

    static boolean hasStarted() {
        return STARTED.get();
    }

    /** Whether a message may be worth starting for. */
    static boolean isWorthIt(String logger, Level level) {
        Level least = Level.INFO;
        int longest = 0;
        for (Map.Entry<String, Level> each : QUIET.entrySet()) {
            if (logger.startsWith(each.getKey()) && each.getKey().length() > longest) {
                longest = each.getKey().length();
                least = each.getValue();
            }
        }
        return level.isMoreSpecificThan(least);
    }

    /** The library's own context; starts it. */
    static LoggerContext library() {
        STARTED.set(true);
        return Library.FACTORY.getContext(LateLogging.class.getName(), LateLogging.class.getClassLoader(), null, false);
    }

    @Override
    public LoggerContext getContext(
            String fqcn, @Nullable ClassLoader loader, @Nullable Object externalContext, boolean currentContext) {
        return context;
    }

    @Override
    public LoggerContext getContext(
            String fqcn,
            @Nullable ClassLoader loader,
            @Nullable Object externalContext,
            boolean currentContext,
            @Nullable URI configLocation,
            @Nullable String name) {
        return context;
    }

    @Override
    public void removeContext(LoggerContext removed) {
        // There is one for the whole process.
    }

    @Override
    public boolean isClassLoaderDependent() {
        return false;
    }
}
