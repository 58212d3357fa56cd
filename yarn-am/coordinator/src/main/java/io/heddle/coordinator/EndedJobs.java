package io.heddle.coordinator;

import io.heddle.coordinator.job.Job;
import io.heddle.coordinator.port.CoordinatorSettings;
import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.core.config.ClusterSettings;
import io.heddle.core.plan.JobId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of jobs that have ended, and for how long. Their archives stay, and their terminal records stay in the
 * ledger: forgetting a job never makes its id new.
 */
final class EndedJobs {
    private final boolean forgets;
    private final int capacity;
    private final long expirationMs;
    private final Map<JobId, LedgerEntry.JobEnded> before = new LinkedHashMap<>();

    EndedJobs(CoordinatorSettings settings) {
        // One job, whose end is that of its application, or a cluster that lives no longer than its program.
        forgets = !settings.perJob() && !settings.fleet().fixed();
        capacity = settings.jobDefaults().get(ClusterSettings.JOB_CAPACITY);
        expirationMs =
                settings.jobDefaults().get(ClusterSettings.JOB_EXPIRATION).toMillis();
    }

    /** A job that had ended when this master began. */
    void add(LedgerEntry.JobEnded ended) {
        before.put(ended.job(), ended);
    }

    Collection<LedgerEntry.JobEnded> before() {
        return before.values();
    }

    /** Drops what has expired, then the oldest of what is too many; {@code jobs} are those of this master. */
    void forget(Map<JobId, Job> jobs, long wallMs) {
        if (!forgets) {
            return;
        }
        before.values().removeIf(ended -> ended.endedMs() + expirationMs <= wallMs);
        jobs.values().removeIf(job -> job.isOver() && job.endedMs() + expirationMs <= wallMs);
        int over =
                before.size() + (int) jobs.values().stream().filter(Job::isOver).count() - capacity;
        while (over > 0) {
            JobId oldest = oldest(before, LedgerEntry.JobEnded::endedMs);
            if (oldest != null) {
                before.remove(oldest);
            } else {
                jobs.remove(oldest(jobs, job -> job.isOver() ? job.endedMs() : Long.MAX_VALUE));
            }
            over--;
        }
    }

    private static <T> @Nullable JobId oldest(Map<JobId, T> jobs, ToLongFunction<T> endedMs) {
        JobId oldest = null;
        long oldestMs = Long.MAX_VALUE;
        for (Map.Entry<JobId, T> each : jobs.entrySet()) {
            long ms = endedMs.applyAsLong(each.getValue());
            if (ms < oldestMs) {
                oldest = each.getKey();
                oldestMs = ms;
            }
        }
        return oldest;
    }

    /** Milliseconds until the next one expires; {@link Long#MAX_VALUE} if none will. */
    long untilNextMs(Collection<Job> jobs, long wallMs) {
        if (!forgets) {
            return Long.MAX_VALUE;
        }
        long next = Long.MAX_VALUE;
        for (LedgerEntry.JobEnded ended : before.values()) {
            next = Math.min(next, ended.endedMs() + expirationMs - wallMs);
        }
        for (Job job : jobs) {
            next = job.isOver() ? Math.min(next, job.endedMs() + expirationMs - wallMs) : next;
        }
        return next;
    }
}
