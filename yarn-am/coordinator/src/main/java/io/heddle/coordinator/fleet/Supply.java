package io.heddle.coordinator.fleet;

import io.heddle.coordinator.port.CoordinatorSettings;
import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Decision.ContainerRequest;
import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.coordinator.turn.Turn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Requests for containers: as many as are missing and never more, with a pause when workers fail to start, and hosts that
 * are avoided for a time.
 */
final class Supply {
    private static final Logger LOG = LogManager.getLogger(Supply.class);
    private static final long FAILURE_WINDOW_MS = 60_000;
    private static final int FAILURES_TO_EXCLUDE = 3;
    /** A scheduler that has room gives within a few seconds: what has not come by then may wait for an avoided host. */
    private static final long NOTHING_COMES_MS = 15_000;

    private final CoordinatorSettings settings;
    private final Turn turn;
    private final SortedMap<Long, ContainerRequest> pending = new TreeMap<>();
    private final Deque<Long> startFailuresMs = new ArrayDeque<>();
    private final Map<String, Deque<Long>> failuresByHostMs = new HashMap<>();
    private final SortedMap<String, Long> excludedUntilMs = new TreeMap<>();
    /** The hosts that the ledger says are excluded, or will say. */
    private List<String> recorded = List.of();

    private long nextRequestId = 1;
    private long pausedUntilMs = Long.MIN_VALUE;
    /** Since when requests are pending and nothing has come, with the hosts avoided that are avoided now. */
    private long nothingSinceMs;

    private String lastStartFailure = "";

    Supply(CoordinatorSettings settings, Turn turn) {
        this.settings = settings;
        this.turn = turn;
    }

    int pending() {
        return pending.size();
    }

    String lastStartFailure() {
        return lastStartFailure;
    }

    /** A container has come for this request; false if nobody waits for it any more. */
    boolean granted(long requestId) {
        nothingSinceMs = turn.nowMs();
        return pending.remove(requestId) != null;
    }

    /** Makes the number of pending requests what it should be. */
    void adjust(int wanted, List<String> preferredHosts) {
        if (settings.fleet().fixed()) {
            return;
        }
        if (wanted < pending.size()) {
            List<Long> surplus = new ArrayList<>();
            while (pending.size() > Math.max(0, wanted)) {
                Long last = pending.lastKey();
                pending.remove(last);
                surplus.add(last);
            }
            turn.decide(new Decision.CancelRequests(surplus));
        } else if (wanted > pending.size() && turn.nowMs() >= pausedUntilMs) {
            nothingSinceMs = pending.isEmpty() ? turn.nowMs() : nothingSinceMs;
            List<ContainerRequest> more = new ArrayList<>();
            while (pending.size() < wanted) {
                ContainerRequest request = new ContainerRequest(nextRequestId++, preferredHosts);
                pending.put(request.allocationRequestId(), request);
                more.add(request);
            }
            LOG.info("Asking for {} containers", more.size());
            turn.decide(new Decision.RequestContainers(more));
        }
    }

    /** A container ended before its worker registered, or could not be started at all. */
    void startFailed(String why) {
        lastStartFailure = why;
        LOG.warn("A worker did not start: {}", why);
        startFailuresMs.addLast(turn.nowMs());
        forgetBefore(startFailuresMs);
        if (startFailuresMs.size() > settings.fleet().maxStartFailures()) {
            pausedUntilMs = turn.nowMs() + settings.patience().startRetryMs();
            LOG.warn(
                    "{} workers failed to start within a minute; no more are asked for during {} ms",
                    startFailuresMs.size(),
                    settings.patience().startRetryMs());
        }
    }

    /** Something that speaks against the host: after the third time within a minute it is avoided. */
    void hostFailed(String host, String why) {
        Deque<Long> failures = failuresByHostMs.computeIfAbsent(host, key -> new ArrayDeque<>());
        failures.addLast(turn.nowMs());
        forgetBefore(failures);
        if (failures.size() >= FAILURES_TO_EXCLUDE && !settings.fleet().fixed()) {
            failuresByHostMs.remove(host);
            if (excludedUntilMs.put(host, turn.nowMs() + settings.patience().nodeExclusionMs()) == null) {
                nothingSinceMs = turn.nowMs();
                turn.decide(new Decision.ExcludeNode(host, FAILURES_TO_EXCLUDE + " failures within a minute: " + why));
            }
        }
    }

    /** An earlier master has excluded these, and the ResourceManager goes on doing so until it is told otherwise. */
    void exclude(List<String> hosts) {
        recorded = hosts;
        for (String host : hosts) {
            excludedUntilMs.put(host, turn.nowMs() + settings.patience().nodeExclusionMs());
            turn.decide(new Decision.ExcludeNode(host, "an earlier master had excluded it"));
        }
    }

    /** Makes it durable which hosts are excluded, if that has changed. */
    void record() {
        List<String> hosts = List.copyOf(excludedUntilMs.keySet());
        if (!hosts.equals(recorded)) {
            recorded = hosts;
            turn.persist(new LedgerEntry.HostsExcluded(hosts), () -> hosts.equals(recorded), () -> {});
        }
    }

    private void forgetBefore(Deque<Long> failuresMs) {
        while (!failuresMs.isEmpty() && turn.nowMs() - failuresMs.peekFirst() > FAILURE_WINDOW_MS) {
            failuresMs.removeFirst();
        }
    }

    /**
     * Allows hosts again when their time is over; all of them when no other host gives what is asked for: what ails every
     * host is not theirs, and a doubtful one is better than none.
     */
    void onDeadlines() {
        boolean nothingComes = turn.nowMs() >= othersHadTimeUntilMs();
        excludedUntilMs.entrySet().removeIf(each -> {
            boolean over = nothingComes || each.getValue() <= turn.nowMs();
            if (over) {
                turn.decide(new Decision.AllowNode(each.getKey()));
            }
            return over;
        });
    }

    private long othersHadTimeUntilMs() {
        return pending.isEmpty() || excludedUntilMs.isEmpty() ? Long.MAX_VALUE : nothingSinceMs + NOTHING_COMES_MS;
    }

    long nextDeadlineMs() {
        long next = pausedUntilMs > turn.nowMs() ? pausedUntilMs : Long.MAX_VALUE;
        next = Math.min(next, othersHadTimeUntilMs());
        for (long untilMs : excludedUntilMs.values()) {
            next = Math.min(next, untilMs);
        }
        return next;
    }
}
