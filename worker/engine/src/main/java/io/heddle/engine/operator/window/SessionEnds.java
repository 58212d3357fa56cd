package io.heddle.engine.operator.window;

import io.heddle.engine.state.SliceState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the sessions of a key out that have ended, when the calendar says to look; those that have grown since are looked at later. */
final class SessionEnds implements SliceState.Fold {
    private final DueKeys calendar;
    private final List<Session> ended = new ArrayList<>();
    private long dueMs;
    private long watermarkMs;

    SessionEnds(DueKeys calendar) {
        this.calendar = calendar;
    }

    /** Looks at the sessions that are due at that time; event time has come to {@code nowMs}. */
    SessionEnds at(long timeMs, long nowMs) {
        dueMs = timeMs;
        watermarkMs = nowMs;
        ended.clear();
        return this;
    }

    /** Those of the last key. */
    List<Session> ended() {
        return ended;
    }

    @Override
    public @Nullable Object fold(@Nullable Object before, Object key) {
        if (before == null) {
            return null;
        }
        Session latest = (Session) before;
        if (latest.earlier == null) {
            return hasEnded(latest, key) ? null : latest;
        }
        List<Session> left = latest.all();
        left.removeIf(each -> hasEnded(each, key));
        return Session.latestOf(left);
    }

    private boolean hasEnded(Session session, Object key) {
        if (session.dueMs != dueMs) {
            return false;
        }
        if (session.endMs - 1 <= watermarkMs) {
            ended.add(session);
            return true;
        }
        session.dueMs = session.endMs - 1;
        calendar.add(session.dueMs, key);
        return false;
    }
}
