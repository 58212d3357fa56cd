package io.heddle.worker;

import io.heddle.core.agent.IoPool;
import io.heddle.core.agent.Mailbox;
import io.heddle.core.control.Epoch;
import io.heddle.core.launch.MasterAddress;
import io.heddle.core.launch.MasterFinder;
import io.heddle.core.time.Clock;
import io.heddle.core.transport.ControlTransport;
import io.heddle.core.transport.Endpoint;
import io.heddle.core.transport.Redial;
import io.heddle.engine.worker.Worker;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the worker's line to the master: dials, dials again, and while there is no line looks for the address of a newer
 * master in the places where masters tell it. Runs on the control thread.
 */
final class MasterDialer {
    private static final Logger LOG = LogManager.getLogger(MasterDialer.class);
    private static final long FIRST_PAUSE_MS = 100;
    private static final long LONGEST_PAUSE_MS = 2_000;
    private static final long LOOK_EVERY_MS = 500;
    /** A master that answers no heartbeat for so long may be frozen and have been replaced. */
    private static final long SILENCE_MS = 3_000;

    private static final int MAILS = 1024;

    private final Worker worker;
    private final ControlTransport transport;
    private final List<Source> sources;
    private final IoPool io;
    private final Mailbox<Mail> mailbox;
    private final Clock clock;
    private final Redial redial = new Redial(FIRST_PAUSE_MS, LONGEST_PAUSE_MS);
    private Endpoint master;
    private Epoch epoch = Epoch.NONE;
    private @Nullable Dial current;
    private boolean hasFailed;

    /** A place to look in; each by itself, so that one that does not answer keeps nobody from the others. */
    private static final class Source {
        final MasterFinder finder;
        boolean looking;
        long lookAgainMs = Long.MIN_VALUE;

        Source(MasterFinder finder) {
            this.finder = finder;
        }
    }

    /** What comes in from other threads. */
    sealed interface Mail {
        /** A connection is open. */
        record Opened(Dial dial) implements Mail {}

        /** A connection is over or was never made. */
        record Ended(Dial dial, String reason) implements Mail {}

        /** What one of the places says. */
        record Found(int source, Optional<MasterAddress> address) implements Mail {}
    }

    MasterDialer(
            Worker worker,
            ControlTransport transport,
            List<MasterFinder> places,
            IoPool io,
            Mailbox<Mail> mailbox,
            Clock clock,
            Endpoint firstMaster) {
        this.worker = worker;
        this.transport = transport;
        this.sources = places.stream().map(Source::new).toList();
        this.io = io;
        this.mailbox = mailbox;
        this.clock = clock;
        this.master = firstMaster;
    }

    int doWork(long nowMs) {
        int work = mailbox.drain(mail -> on(mail, nowMs), MAILS);
        if (redial.due(nowMs)) {
            Dial dial = new Dial(worker, mailbox);
            current = dial;
            transport.connect(master, dial);
            work++;
        }
        boolean mute = redial.isUp() && worker.masterSilentMs(nowMs) >= SILENCE_MS;
        // Before anything has failed, the address that came with the launch is as new as any.
        boolean missing = !redial.isUp() && hasFailed;
        if (mute || missing) {
            work += look(nowMs);
        }
        return work;
    }

    long nextDeadlineMs() {
        long next = redial.nextDeadlineMs();
        for (Source source : sources) {
            if (!redial.isUp() && hasFailed && !source.looking) {
                next = Math.min(next, source.lookAgainMs);
            }
        }
        return next;
    }

    private int look(long nowMs) {
        int looks = 0;
        for (int i = 0; i < sources.size(); i++) {
            Source source = sources.get(i);
            if (!source.looking && nowMs >= source.lookAgainMs) {
                source.looking = true;
                int number = i;
                io.submit(() -> look(number, source.finder));
                looks++;
            }
        }
        return looks;
    }

    private void look(int number, MasterFinder finder) {
        Optional<MasterAddress> found = Optional.empty();
        try {
            found = finder.latest();
        } catch (IOException | RuntimeException e) {
            LOG.warn("The master's address could not be read: {}", e.toString());
        }
        mailbox.offer(new Mail.Found(number, found));
    }

    private void on(Mail mail, long nowMs) {
        if (mail instanceof Mail.Opened opened) {
            if (opened.dial() != current) {
                opened.dial().close();
                return;
            }
            redial.opened();
            LOG.info("Connected with the master at {}", master);
        } else if (mail instanceof Mail.Ended ended) {
            hasFailed = true;
            if (ended.dial() == current) {
                LOG.warn("No line to the master at {}: {}", master, ended.reason());
                redial.lost(nowMs);
            }
        } else if (mail instanceof Mail.Found found) {
            Source source = sources.get(found.source());
            source.looking = false;
            source.lookAgainMs = clock.monotonicMs() + LOOK_EVERY_MS;
            found.address().ifPresent(address -> consider(address, nowMs));
        }
    }

    /** A newer master is dialled at once, whatever goes on with the older one's host, which may never answer again. */
    private void consider(MasterAddress found, long nowMs) {
        if (found.epoch().compareTo(epoch) <= 0) {
            return;
        }
        epoch = found.epoch();
        Endpoint endpoint = new Endpoint(found.host(), found.controlPort());
        if (endpoint.equals(master)) {
            return;
        }
        LOG.info("The master {} is at {}", epoch, endpoint);
        master = endpoint;
        Dial older = current;
        current = null;
        if (older != null) {
            older.close();
        }
        redial.lost(nowMs);
        redial.hurry();
    }
}
