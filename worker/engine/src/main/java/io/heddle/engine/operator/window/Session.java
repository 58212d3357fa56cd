package io.heddle.engine.operator.window;

import io.heddle.api.types.PojoTypeInfo;
import io.heddle.api.types.TypeField;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session of a key as state keeps it. A key's latest session holds the others that have not fired, so that one look-up finds
 * all; sessions of a key never touch each other. The fields are those that are written.
 */
final class Session {
    private static final Object NOTHING = false;

    long startMs;
    /** The first millisecond that is not in it. */
    long endMs;
    /** When the calendar looks at it next: never after its end. */
    long dueMs;
    /** What its records were folded into; null if the program has made nothing of them. */
    @Nullable
    Object content;

    /** In the latest session of a key: those before it, by their starts. */
    @Nullable
    List<Session> earlier;

    /** For the serialiser, which sets all fields. */
    Session() {
        this(0, 1, NOTHING);
    }

    Session(long startMs, long endMs, @Nullable Object content) {
        this.startMs = startMs;
        this.endMs = endMs;
        this.dueMs = endMs - 1;
        this.content = content;
    }

    /** The type of the latest sessions of keys. */
    static TypeInformation<Session> type(TypeInformation<?> contentType) {
        List<TypeField> fields = new ArrayList<>(List.of(
                new TypeField("content", contentType),
                new TypeField("dueMs", Types.LONG),
                new TypeField("endMs", Types.LONG),
                new TypeField("startMs", Types.LONG)));
        TypeInformation<Session> alone = new PojoTypeInfo<>(Session.class, fields);
        fields.add(2, new TypeField("earlier", Types.LIST(alone)));
        return new PojoTypeInfo<>(Session.class, fields);
    }

    /** Whether the times from {@code fromMs} up to {@code toMs} would become one session with this. */
    boolean touches(long fromMs, long toMs) {
        return fromMs <= endMs && toMs >= startMs;
    }

    /** Takes this and all before it apart, by their starts. */
    List<Session> all() {
        List<Session> all = earlier == null ? new ArrayList<>(2) : earlier;
        earlier = null;
        all.add(this);
        return all;
    }

    /** Puts sessions of one key together again; null if there are none. */
    static @Nullable Session latestOf(List<Session> sessions) {
        if (sessions.isEmpty()) {
            return null;
        }
        Session latest = sessions.remove(sessions.size() - 1);
        latest.earlier = sessions.isEmpty() ? null : sessions;
        return latest;
    }
}
