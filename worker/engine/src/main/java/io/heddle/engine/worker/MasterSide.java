package io.heddle.engine.worker;

import io.heddle.core.control.Epoch;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.ToWorker;
import java.util.ArrayDeque;
import java.util.function.Function;
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

    private final ArrayDeque<Function<Epoch, FromWorker>> unsaid = new ArrayDeque<>();
    private Epoch epoch = Epoch.NONE;
    private @Nullable MasterLink link;
    private boolean accepted;
    private long stale;
    private long heardMs;
    private long upMs;

    MasterSide(long nowMs) {
        this.heardMs = nowMs;
    }

    Epoch epoch() {
        return epoch;
    }

    /** How many messages of masters of the past were dropped. */
    long stale() {
        return stale;
    }

    /** Whether the message may be obeyed: it comes by the present link; a higher epoch is accepted here. */
    boolean admits(MasterLink from, ToWorker message, long nowMs) {
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
        if (from != link) {
            // Said before the worker presented itself by a newer link, and as lost as if the older one had broken:
            // who hears the worker there counts on what it said, and says again what is missing.
            from.close();
            return false;
        }
        if (message.epoch().compareTo(epoch) > 0) {
            LOG.info("The master is {} now, after {}", message.epoch(), epoch);
            epoch = message.epoch();
        }
        heardMs = nowMs;
        return true;
    }

    void up(MasterLink fresh, long nowMs) {
        if (link != null && link != fresh) {
            link.close();
        }
        link = fresh;
        upMs = nowMs;
        accepted = false;
    }

    void down(MasterLink lost, long nowMs) {
        if (lost == link) {
            link = null;
            accepted = false;
            heardMs = nowMs;
            LOG.warn("The master cannot be reached; what runs goes on");
        }
    }

    /** The master has accepted the registration: what was not said follows. */
    void accepted() {
        accepted = true;
        while (accepted && !unsaid.isEmpty()) {
            // Stamped now: the master of today hears what that of yesterday could not.
            if (!transmit(unsaid.getFirst().apply(epoch))) {
                return;
            }
            unsaid.removeFirst();
        }
    }

    boolean isAccepted() {
        return accepted;
    }

    /** Says it now, or when there is a master again. */
    void say(Function<Epoch, FromWorker> message) {
        if (accepted && unsaid.isEmpty() && transmit(message.apply(epoch))) {
            return;
        }
        if (unsaid.size() >= MOST_UNSAID) {
            unsaid.removeFirst();
            LOG.warn("More than {} reports wait for a master; the oldest is dropped", MOST_UNSAID);
        }
        unsaid.addLast(message);
    }

    /** Says it now or never; false if there is nobody to hear it. */
    boolean sayNow(FromWorker message) {
        return transmit(message);
    }

    private boolean transmit(FromWorker message) {
        MasterLink current = link;
        if (current == null || !current.send(message)) {
            accepted = false;
            return false;
        }
        return true;
    }

    /** How long the master has said nothing whose link stands, whether it has accepted this worker or not; else 0. */
    long silentForMs(long nowMs) {
        return link != null ? nowMs - Math.max(heardMs, upMs) : 0;
    }

    /** How long no master that this worker accepts has been heard of; 0 while one is connected that has accepted it. */
    long lostForMs(long nowMs) {
        return accepted && link != null ? 0 : nowMs - heardMs;
    }
}
