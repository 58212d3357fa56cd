package io.heddle.core.logging;

import io.heddle.core.launch.ContainerNames;
import java.net.URI;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.simple.SimpleLoggerContextFactory;
import org.apache.logging.log4j.spi.LoggerContext;
import org.apache.logging.log4j.spi.LoggerContextFactory;
import org.apache.logging.log4j.spi.Provider;
import org.apache.logging.log4j.spi.Terminable;
import org.apache.logging.log4j.util.PropertiesUtil;
import org.jspecify.annotations.Nullable;

/**
 * Starts the logging library when something is worth a line in the log, not before: reading its configuration takes longer
 * than most commands, and most commands have nothing to log; containers start it beside their other work. Until then only
 * warnings and errors of Hadoop's and Netty's count as worth it, of ours and of users' programs what the property {@value
 * ContainerNames#PROPERTY_LOG_LEVEL} says; a command has no such property, and our own lines count from WARN on, others from
 * INFO. Afterwards the configuration decides.
 *
 * <p>bin/heddle and the commands of containers name it in {@code log4j2.loggerContextFactory}; a program that embeds the client
 * has its own logging.
 */
public final class LateLogging implements LoggerContextFactory {
    /** What is quiet by the beginning of a logger's name; the longest beginning counts. */
    private static final Map<String, Level> QUIET = Map.of(
            "org.apache.hadoop.", Level.WARN,
            "io.netty.", Level.WARN,
            "org.apache.hadoop.util.NativeCodeLoader", Level.ERROR);

    private static final String OURS = "io.heddle.";

    private static final @Nullable Level ASKED =
            Level.toLevel(PropertiesUtil.getProperties().getStringProperty(ContainerNames.PROPERTY_LOG_LEVEL), null);

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

    /** From now on the configuration decides what is logged. */
    public static void start() {
        library();
    }

    static boolean hasStarted() {
        return STARTED.get();
    }

    /**
     * Whether a message may be worth starting for.
     *
     * @param asked the level that the process was started with; null if with none
     */
    static boolean isWorthIt(String logger, Level level, @Nullable Level asked) {
        Level least = asked != null ? asked : logger.startsWith(OURS) ? Level.WARN : Level.INFO;
        int longest = 0;
        for (Map.Entry<String, Level> each : QUIET.entrySet()) {
            if (logger.startsWith(each.getKey()) && each.getKey().length() > longest) {
                longest = each.getKey().length();
                least = each.getValue();
            }
        }
        return level.isMoreSpecificThan(least);
    }

    static boolean isWorthIt(String logger, Level level) {
        return isWorthIt(logger, level, ASKED);
    }

    /** The library's own context; starts it. Who comes while another thread starts it waits. */
    static LoggerContext library() {
        LoggerContext started = Library.FACTORY.getContext(
                LateLogging.class.getName(), LateLogging.class.getClassLoader(), null, false);
        STARTED.set(true);
        return started;
    }

    @Override
    public void shutdown(String fqcn, @Nullable ClassLoader loader, boolean currentContext, boolean allContexts) {
        if (hasStarted() && library() instanceof Terminable closeable) {
            closeable.terminate();
        }
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
