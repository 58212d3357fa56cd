package io.heddle.core.logging;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.MessageFactory;
import org.apache.logging.log4j.spi.AbstractLogger;
import org.apache.logging.log4j.spi.ExtendedLogger;
import org.jspecify.annotations.Nullable;

/** Hands on to the library's logger of the same name once there is something to say; all overloads ask the same question. */
final class LateLogger extends AbstractLogger {
    private static final long serialVersionUID = 1L;

    /** The library's, from the first question to it on. */
    private final transient AtomicReference<@Nullable ExtendedLogger> started = new AtomicReference<>();

    LateLogger(String name, @Nullable MessageFactory messages) {
        super(name, messages);
    }

    private ExtendedLogger library() {
        ExtendedLogger known = started.get();
        if (known == null) {
            known = LateLogging.library().getLogger(getName());
            started.set(known);
        }
        return known;
    }

    private boolean isOn(Level level, @Nullable Marker marker) {
        return LateLogging.hasStarted() ? library().isEnabled(level, marker) : LateLogging.isWorthIt(getName(), level);
    }

    @Override
    public void logMessage(
            String fqcn, Level level, @Nullable Marker marker, Message message, @Nullable Throwable thrown) {
        library().logIfEnabled(fqcn, level, marker, message, thrown);
    }

    @Override
    public Level getLevel() {
        return LateLogging.hasStarted() ? library().getLevel() : Level.INFO;
    }

    @Override
    public boolean isEnabled(
            Level level, @Nullable Marker marker, @Nullable Message message, @Nullable Throwable thrown) {
        return isOn(level, marker);
    }

    @Override
    public boolean isEnabled(
            Level level, @Nullable Marker marker, @Nullable CharSequence message, @Nullable Throwable thrown) {
        return isOn(level, marker);
    }

    @Override
    public boolean isEnabled(
            Level level, @Nullable Marker marker, @Nullable Object message, @Nullable Throwable thrown) {
        return isOn(level, marker);
    }

    @Override
    public boolean isEnabled(
            Level level, @Nullable Marker marker, @Nullable String message, @Nullable Throwable thrown) {
        return isOn(level, marker);
    }

    @Override
    public boolean isEnabled(Level level, @Nullable Marker marker, @Nullable String message) {
        return isOn(level, marker);
    }

    @Override
    public boolean isEnabled(Level level, @Nullable Marker marker, @Nullable String message, Object... parameters) {
        return isOn(level, marker);
    }

    @Override
    public boolean isEnabled(Level level, @Nullable Marker marker, @Nullable String message, Object p0) {
        return isOn(level, marker);
    }

    @Override
    public boolean isEnabled(Level level, @Nullable Marker marker, @Nullable String message, Object p0, Object p1) {
        return isOn(level, marker);
    }

    @Override
    public boolean isEnabled(
            Level level, @Nullable Marker marker, @Nullable String message, Object p0, Object p1, Object p2) {
        return isOn(level, marker);
    }

    @Override
    public boolean isEnabled(
            Level level,
            @Nullable Marker marker,
            @Nullable String message,
            Object p0,
            Object p1,
            Object p2,
            Object p3) {
        return isOn(level, marker);
    }

    @Override
    public boolean isEnabled(
            Level level,
            @Nullable Marker marker,
            @Nullable String message,
            Object p0,
            Object p1,
            Object p2,
            Object p3,
            Object p4) {
        return isOn(level, marker);
    }

    @Override
    public boolean isEnabled(
            Level level,
            @Nullable Marker marker,
            @Nullable String message,
            Object p0,
            Object p1,
            Object p2,
            Object p3,
            Object p4,
            Object p5) {
        return isOn(level, marker);
    }

    @Override
    public boolean isEnabled(
            Level level,
            @Nullable Marker marker,
            @Nullable String message,
            Object p0,
            Object p1,
            Object p2,
            Object p3,
            Object p4,
            Object p5,
            Object p6) {
        return isOn(level, marker);
    }

    @Override
    public boolean isEnabled(
            Level level,
            @Nullable Marker marker,
            @Nullable String message,
            Object p0,
            Object p1,
            Object p2,
            Object p3,
            Object p4,
            Object p5,
            Object p6,
            Object p7) {
        return isOn(level, marker);
    }

    @Override
    public boolean isEnabled(
            Level level,
            @Nullable Marker marker,
            @Nullable String message,
            Object p0,
            Object p1,
            Object p2,
            Object p3,
            Object p4,
            Object p5,
            Object p6,
            Object p7,
            Object p8) {
        return isOn(level, marker);
    }

    @Override
    public boolean isEnabled(
            Level level,
            @Nullable Marker marker,
            @Nullable String message,
            Object p0,
            Object p1,
            Object p2,
            Object p3,
            Object p4,
            Object p5,
            Object p6,
            Object p7,
            Object p8,
            Object p9) {
        return isOn(level, marker);
    }
}
