package io.heddle.worker;

import io.heddle.core.agent.IoPool;
import io.heddle.core.agent.Mailbox;
import io.heddle.core.control.Epoch;
import io.heddle.core.launch.MasterAddress;
import io.heddle.core.launch.MasterAddresses;
import io.heddle.core.time.Clock;
import io.heddle.core.transport.ControlTransport;
import io.heddle.core.transport.Endpoint;
import io.heddle.core.transport.Redial;
import io.heddle.engine.worker.Worker;
import java.io.IOException;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the worker's line to the master: dials, dials again, and while there is no line looks for the address of a newer
 * master in the staging directory. Runs on the control thread.
 */
final class MasterDialer {
    private static final Logger LOG = LogManager.getLogger(MasterDialer.class);
    private static final long FIRST_PAUSE_MS = 100;
    private static final long LONGEST_PAUSE_MS = 2_000;
    private static final long LOOK_EVERY_MS = 1_000;
    /** A master that answers no heartbeat for so long may be frozen and have been replaced. */
    private static final long SILENCE_MS = 3_000;

    private static final int MAILS = 1024;

    private final Worker worker;
    private final ControlTransport transport;
    private final MasterAddresses addresses;
    private final IoPool io;
    private final Mailbox<Mail> mailbox;
    private final Clock clock;
    private final Redial redial = new Redial(FIRST_PAUSE_MS, LONGEST_PAUSE_MS);
    private Endpoint master;
    private Epoch epoch = Epoch.NONE;
    private @Nullable Dial current;
    private boolean looking;
    private long lookAgainMs;

    /** What comes in from other threads. */
    sealed interface Mail {
        /** A connection is open. */
        record Opened(Dial dial) implements Mail {}

        /** A connection is over or was never made. */
        record Ended(Dial dial, String reason) implements Mail {}

        /** What the staging directory says. */
        record Found(Optional<MasterAddress> address) implements Mail {}
    }

    MasterDialer(
            Worker worker,
            ControlTransport transport,
            MasterAddresses addresses,
            IoPool io,
            Mailbox<Mail> mailbox,
            Clock clock,
            Endpoint firstMaster) {
        this.worker = worker;
        this.transport = transport;
        this.addresses = addresses;
        this.io = io;
        this.mailbox = mailbox;
        this.clock = clock;
        this.master = firstMaster;
    }

    int doWork(long nowMs) {
        int work = mailbox.drain(mail -> on(mail, nowMs), MAILS);
        if (redial.due(nowMs)) {
            transport.connect(master, new Dial(worker, mailbox));
            work++;
        }
        boolean mute = redial.isUp() && worker.masterSilentMs(nowMs) >= SILENCE_MS;
        boolean missing = !redial.isUp() && !isFirstTry();
        if ((mute || missing) && !looking && nowMs >= lookAgainMs) {
            look();
        }
        return work;
    }

    /** Before anything has failed, the address that came with the launch is as new as any. */
    private boolean isFirstTry() {
        return lookAgainMs == 0;
    }

    long nextDeadlineMs() {
        long look = redial.isUp() || looking || isFirstTry() ? Long.MAX_VALUE : lookAgainMs;
        return Math.min(redial.nextDeadlineMs(), look);
    }

    private void look() {
        looking = true;
        io.submit(() -> {
            Optional<MasterAddress> found = Optional.empty();
            try {
                found = addresses.latest();
            } catch (IOException | RuntimeException e) {
                LOG.warn("The master's address could not be read: {}", e.toString());
            }
            mailbox.offer(new Mail.Found(found));
        });
    }

    private void on(Mail mail, long nowMs) {
        if (mail instanceof Mail.Opened opened) {
            redial.opened();
            current = opened.dial();
            LOG.info("Connected with the master at {}", master);
        } else if (mail instanceof Mail.Ended ended) {
            LOG.warn("No line to the master at {}: {}", master, ended.reason());
            redial.lost(nowMs);
            current = null;
            lookAgainMs = Math.max(1, Math.max(lookAgainMs, nowMs));
        } else if (mail instanceof Mail.Found found) {
            looking = false;
            lookAgainMs = clock.monotonicMs() + LOOK_EVERY_MS;
            found.address().ifPresent(this::consider);
        }
    }

    private void consider(MasterAddress found) {
        Endpoint endpoint = new Endpoint(found.host(), found.controlPort());
        if (found.epoch().compareTo(epoch) > 0 && !endpoint.equals(master)) {
            LOG.info("The master {} is at {}", found.epoch(), endpoint);
            master = endpoint;
            redial.hurry();
            Dial mute = current;
            if (mute != null) {
                mute.close();
            }
        }
        epoch = found.epoch().compareTo(epoch) > 0 ? found.epoch() : epoch;
    }
}
