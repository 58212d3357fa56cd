package io.heddle.engine.task;

/**
 * How a task spends its time: busy, held up by its receivers, or idle. The time between two turns belongs to the reason that
 * the first of them ended without work. Task thread only.
 */
final class TaskActivity {
    /** Why a turn did no more. */
    enum Reason {
        BUSY,
        BACK_PRESSURED,
        IDLE
    }

    /** Shares of a span of time in per mille. */
    record Shares(int busy, int backPressured, int idle) {}

    private long busyMs;
    private long backPressuredMs;
    private long idleMs;
    private Reason reason = Reason.IDLE;
    private long sinceMs = -1;
    private long windowStartMs = -1;

    /** A turn begins. */
    void turnBegins(long nowMs) {
        account(nowMs);
        if (windowStartMs < 0) {
            windowStartMs = nowMs;
        }
        reason = Reason.BUSY;
    }

    /** The turn ends, with the next one due at once (BUSY) or after a wake-up. */
    void turnEnds(Reason why) {
        reason = why;
    }

    private void account(long nowMs) {
        long spentMs = sinceMs < 0 ? 0 : nowMs - sinceMs;
        switch (reason) {
            case BUSY -> busyMs += spentMs;
            case BACK_PRESSURED -> backPressuredMs += spentMs;
            case IDLE -> idleMs += spentMs;
        }
        sinceMs = nowMs;
    }

    /** How the time since the last call was spent. */
    Shares window(long nowMs) {
        account(nowMs);
        long total = Math.max(1, nowMs - windowStartMs);
        Shares shares = new Shares(perMille(busyMs, total), perMille(backPressuredMs, total), perMille(idleMs, total));
        busyMs = 0;
        backPressuredMs = 0;
        idleMs = 0;
        windowStartMs = nowMs;
        return shares;
    }

    private static int perMille(long part, long total) {
        return (int) Math.min(1000, part * 1000 / total);
    }

    long sinceWindowMs(long nowMs) {
        return windowStartMs < 0 ? 0 : nowMs - windowStartMs;
    }
}
