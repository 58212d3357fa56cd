package io.heddle.am.archive;

import io.heddle.coordinator.Coordinator;
import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.view.ClusterView;
import io.heddle.coordinator.view.Incident;
import io.heddle.coordinator.view.JobView;
import io.heddle.core.plan.JobId;
import io.heddle.core.time.Clock;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Says when an end is written down: at once, or as soon as YARN has said how the containers that were lost just before
 * have ended. Owned by am-coordinator.
 */
public final class Archivist {
    private static final long PATIENCE_MS = 4_000;
    private static final long LOOK_AGAIN_MS = 100;

    private final Archive archive;
    private final String application;
    private final Clock clock;
    private final Set<JobId> ended = new LinkedHashSet<>();
    private boolean ending;

    public Archivist(Archive archive, String application, Clock clock) {
        this.archive = archive;
        this.application = application;
        this.clock = clock;
    }

    /** Notes what begins or ends by a decision. */
    public void note(Decision decision) {
        if (decision instanceof Decision.JobStatusChanged changed) {
            if (changed.status().isGloballyTerminal()) {
                ended.add(changed.job());
            } else if (changed.status() == JobStatus.CREATED) {
                archive.admitted(changed.job(), application);
            }
        } else if (decision instanceof Decision.EndApplication) {
            ending = true;
        }
    }

    /** Writes down what has been noted, if nothing is left to be learnt. */
    public void onTime(Coordinator coordinator) {
        if (ended.isEmpty() && !ending) {
            return;
        }
        ClusterView cluster = coordinator.cluster();
        long nowMs = clock.wallMs();
        if (cluster.incidents().stream().anyMatch(incident -> isOpen(incident, nowMs))) {
            return;
        }
        for (JobId id : ended) {
            JobView job = coordinator.job(id);
            if (job != null) {
                archive.job(job, cluster);
            }
        }
        ended.clear();
        if (ending) {
            ending = false;
            archive.application(application, cluster);
        }
    }

    private static boolean isOpen(Incident incident, long nowMs) {
        boolean explained = !incident.verdict().isEmpty() || incident.cause().contains("exit status");
        return !explained && nowMs - incident.wallMs() < PATIENCE_MS;
    }

    public long nextDeadlineMs(long nowMs) {
        return ended.isEmpty() && !ending ? Long.MAX_VALUE : nowMs + LOOK_AGAIN_MS;
    }
}
