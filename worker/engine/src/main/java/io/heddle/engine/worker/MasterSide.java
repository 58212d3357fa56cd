package io.heddle.engine.worker;

import io.heddle.core.control.Epoch;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.ToWorker;
import java.util.ArrayDeque;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The worker's relation to its master: which epoch it has accepted, over which link it speaks, what it has not been able to say.
 * The one place where messages of lower epochs are dropped. Worker-control thread only.
 */
final class MasterSide {
    private static final Logger LOG = LogManager.getLogger(MasterSide.class);
    private static final int MOST_UNSAID = 100_000;

    private final ArrayDeque<FromWorker> unsaid = new ArrayDeque<>();
    private Epoch epoch = Epoch.NONE;
    private @Nullable MasterLink link;
    private boolean accepted;
    private long stale;
    private long lostSinceMs;

    MasterSide(long nowMs) {
        this.lostSinceMs = nowMs;
    }

    Epoch epoch() {
        return epoch;
    }

    /** How many messages of masters of the past were dropped. */
    long stale() {
        return stale;
    }

    /** Whether the message may be obeyed; a higher epoch is accepted here. */
    boolean admits(MasterLink from, ToWorker message) {
        if (message.epoch().compareTo(epoch) < 0) {
            stale++;
            LOG.warn(
                    "Dropped {} of the old master {}; the master is {}",
                    message.getClass().getSimpleName(),
                    message.epoch(),
                    epoch);
            if (from != link) {
                from.close();
            }
            return false;
        }
        if (message.epoch().compareTo(epoch) > 0) {
            LOG.info("The master is {} now, after {}", message.epoch(), epoch);
            epoch = message.epoch();
        }
        return true;
    }

    void up(MasterLink fresh) {
        if (link != null && link != fresh) {
            link.close();
        }
        link = fresh;
        accepted = false;
    }

    void down(MasterLink lost, long nowMs) {
        if (lost == link) {
            link = null;
            accepted = false;
            lostSinceMs = nowMs;
            LOG.warn("The master cannot be reached; what runs goes on");
        }
    }

    /** The master has accepted the registration: what was not said follows. */
    void accepted() {
        accepted = true;
        while (accepted && !unsaid.isEmpty()) {
            FromWorker first = unsaid.getFirst();
            if (!transmit(first)) {
                return;
            }
            unsaid.removeFirst();
        }
    }

    boolean isAccepted() {
        return accepted;
    }

    /** Says it now, or when there is a master again. */
    void say(FromWorker message) {
        if (accepted && unsaid.isEmpty() && transmit(message)) {
            return;
        }
        if (unsaid.size() >= MOST_UNSAID) {
            unsaid.removeFirst();
        }
        unsaid.addLast(message);
    }

    /** Says it now or never. */
    void sayNow(FromWorker message) {
        transmit(message);
    }

    private boolean transmit(FromWorker message) {
        MasterLink current = link;
        if (current == null || !current.send(message)) {
            accepted = false;
            return false;
        }
        return true;
    }

    /** How long there has been no link. */
    long lostForMs(long nowMs) {
        return link == null ? nowMs - lostSinceMs : 0;
    }
}
