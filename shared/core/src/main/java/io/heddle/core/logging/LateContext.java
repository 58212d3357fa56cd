package io.heddle.core.logging;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.logging.log4j.message.MessageFactory;
import org.apache.logging.log4j.spi.ExtendedLogger;
import org.apache.logging.log4j.spi.LoggerContext;
import org.jspecify.annotations.Nullable;

/** The loggers of a process that has perhaps not started to log. */
final class LateContext implements LoggerContext {
    private record Key(String name, @Nullable Class<?> messages) {}

    private final Map<Key, LateLogger> loggers = new ConcurrentHashMap<>();

    @Override
    public @Nullable Object getExternalContext() {
        return null;
    }

    @Override
    public ExtendedLogger getLogger(String name) {
        return getLogger(name, null);
    }

    @Override
    public ExtendedLogger getLogger(String name, @Nullable MessageFactory messages) {
        Key key = new Key(name, messages == null ? null : messages.getClass());
        return loggers.computeIfAbsent(key, each -> new LateLogger(name, messages));
    }

    @Override
    public boolean hasLogger(String name) {
        return loggers.containsKey(new Key(name, null));
    }

    @Override
    public boolean hasLogger(String name, @Nullable MessageFactory messages) {
        return loggers.containsKey(new Key(name, messages == null ? null : messages.getClass()));
    }

    @Override
    public boolean hasLogger(String name, Class<? extends MessageFactory> messages) {
        return loggers.containsKey(new Key(name, messages));
    }
}
