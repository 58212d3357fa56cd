package io.heddle.coordinator;

import io.heddle.coordinator.fleet.Fleet;
import io.heddle.coordinator.fleet.WorkerLoss;
import io.heddle.coordinator.job.Job;
import io.heddle.coordinator.job.JobWatch;
import io.heddle.coordinator.job.Submission;
import io.heddle.coordinator.port.CoordinatorSettings;
import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.coordinator.port.Origin;
import io.heddle.coordinator.port.StartOptions;
import io.heddle.coordinator.turn.Turn;
import io.heddle.coordinator.view.Incident;
import io.heddle.coordinator.view.JobSummary;
import io.heddle.core.config.ConfigurationException;
import io.heddle.core.control.WorkerId;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.plan.JobId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** All jobs of the application: those under way, the last ended ones, and what is known only by its record. */
final class Jobs implements WorkerLoss, JobWatch {
    private static final Logger LOG = LogManager.getLogger(Jobs.class);
    private static final int ENTRIES_TO_COMPACT = 200;

    private final CoordinatorSettings settings;
    private final Turn turn;
    private final RandomGenerator random;
    private final Map<JobId, Job> jobs = new LinkedHashMap<>();
    private final EndedJobs ended;
    private final Map<JobId, JobSummary> quarantined = new LinkedHashMap<>();
    /** Why that is so of each. */
    private final List<String> keptApart = new ArrayList<>();

    private final Incidents incidents = new Incidents();
    private @Nullable Fleet fleet;
    private boolean ready;
    private LedgerContent ledger = LedgerContent.of(List.of());
    private int appended;

    Jobs(CoordinatorSettings settings, Turn turn, RandomGenerator random) {
        this.settings = settings;
        this.turn = turn;
        this.random = random;
        this.ended = new EndedJobs(settings);
    }

    /** Jobs and fleet know each other; the fleet is made second. */
    void use(Fleet made) {
        fleet = made;
    }

    private Fleet fleet() {
        Fleet made = fleet;
        if (made == null) {
            throw new IllegalStateException("The coordinator gives the fleet to the jobs before the first event.");
        }
        return made;
    }

    boolean isReady() {
        return ready;
    }

    // ---- the ledger

    void recover(Event.LedgerRecovered recovered) {
        LedgerContent content = LedgerContent.of(recovered.entries());
        ledger = content;
        turn.tellAppended(this::onAppended);
        // Nothing is appended before the snapshot that all later entries of this epoch follow.
        turn.persist(new LedgerEntry.Snapshot(content.entries()), () -> resume(content, recovered.unreadable()));
    }

    private void onAppended(LedgerEntry entry) {
        if (!(entry instanceof LedgerEntry.Snapshot)) {
            ledger.take(entry);
            appended++;
        }
    }

    /** Keeps the ledger short: now and then one entry takes the place of all before it. */
    void compactLedger() {
        if (appended >= ENTRIES_TO_COMPACT && turn.isLedgerQuiet()) {
            appended = 0;
            // Never tried again: it would take the place of what has been appended meanwhile.
            turn.persist(new LedgerEntry.Snapshot(ledger.entries()), () -> false, () -> {});
        }
    }

    private void resume(LedgerContent content, List<Event.UnreadableEntry> unreadable) {
        ready = true;
        for (Event.UnreadableEntry each : unreadable) {
            LOG.error("A ledger entry cannot be read: {}", each.problem());
            JobId id = each.job();
            if (id != null) {
                quarantine(id, id.hex(), each.problem());
            } else {
                // Whose it was is not known: people see that something is missing, under an id made up for that.
                JobId madeUp = new JobId(String.format("%032x", each.problem().hashCode() & 0xffffffffL));
                quarantine(madeUp, "unknown (a damaged record)", each.problem());
            }
        }
        fleet().exclude(content.excludedHosts());
        content.ended().forEach(ended::add);
        for (LedgerContent.OpenJob open : content.open()) {
            if (!quarantined.containsKey(open.admitted().job())) {
                resume(open);
            }
        }
    }

    /** A job that cannot be recovered is kept apart; the others go on. */
    private void resume(LedgerContent.OpenJob open) {
        LedgerEntry.JobAdmitted admitted = open.admitted();
        try {
            Submission submission = Submission.of(admitted.plan(), admitted.options(), admitted.admittedMs());
            Job job = new Job(submission, settings, turn, fleet(), random, this);
            jobs.put(job.id(), job);
            job.recover(open.found());
        } catch (IOException | RuntimeException broken) {
            LOG.error("Job {} cannot be recovered", admitted.job(), broken);
            jobs.remove(admitted.job());
            quarantine(admitted.job(), admitted.job().hex(), String.valueOf(broken.getMessage()));
        }
    }

    private void quarantine(JobId id, String name, String problem) {
        keptApart.add("Job '" + name + "' cannot be recovered: " + problem);
        LOG.error("Job {} is kept apart: {}", id, problem);
        quarantined.put(
                id,
                new JobSummary(
                        id, name, JobStatus.QUARANTINED, turn.wallMs(), -1, turn.wallMs(), Origin.FRESH, Map.of()));
    }

    // ---- submission

    /** A new job, or the one that this submission repeats. */
    Job admit(long requestId, Submission submission) throws ConfigurationException {
        Job job = new Job(submission, settings, turn, fleet(), random, this);
        jobs.put(job.id(), job);
        job.admit(requestId);
        return job;
    }

    Submission read(byte[] plan, StartOptions options) throws IOException {
        return Submission.of(plan, options, turn.wallMs());
    }

    // ---- who hears of what

    @Override
    public void onWorkerLost(WorkerId worker, FailureInfo why) {
        List<JobId> hit = new ArrayList<>();
        for (Job job : List.copyOf(jobs.values())) {
            if (!job.isOver() && job.onWorkerLost(worker, why)) {
                hit.add(job.id());
            }
        }
        incidents.add(new Incident(
                turn.wallMs(), worker.value(), fleet().host(worker), why.category(), why.message(), "", hit));
    }

    @Override
    public void onVerdict(WorkerId worker, String verdict) {
        incidents.verdict(worker.value(), verdict);
        for (Job job : jobs.values()) {
            job.onVerdict(worker, verdict);
        }
    }

    @Override
    public void onJobStatus(Job job, JobStatus status) {
        turn.decide(new Decision.JobStatusChanged(
                job.id(), job.plan().name(), status, status.isGloballyTerminal() ? job.failure() : null));
    }

    void onDeadlines() {
        for (Job job : List.copyOf(jobs.values())) {
            job.onDeadline();
        }
    }

    /** First come, first served; a job that needs less than its elders may pass them. */
    void onSupply() {
        for (Job job : List.copyOf(jobs.values())) {
            if (job.isWaiting()) {
                job.onSupply();
            }
        }
        ended.forget(jobs, turn.wallMs());
    }

    /** Monotonic milliseconds of the time by which some ended job is to be forgotten. */
    long nextForgettingMs() {
        long inMs = ended.untilNextMs(jobs.values(), turn.wallMs());
        return inMs == Long.MAX_VALUE ? inMs : turn.nowMs() + Math.max(0, inMs);
    }

    // ---- questions

    @Nullable
    Job find(JobId id) {
        return jobs.get(id);
    }

    /** The terminal record of a job that ended under an earlier master, or that this one has forgotten. */
    LedgerEntry.@Nullable JobEnded findEndedBefore(JobId id) {
        return jobs.containsKey(id) ? null : ledger.ended(id);
    }

    Collection<LedgerEntry.JobEnded> endedBefore() {
        return ended.before();
    }

    boolean isQuarantined(JobId id) {
        return quarantined.containsKey(id);
    }

    List<String> keptApart() {
        return keptApart;
    }

    Collection<Job> all() {
        return jobs.values();
    }

    boolean allOver() {
        return jobs.values().stream().allMatch(Job::isOver);
    }

    int slotsNeeded() {
        return jobs.values().stream().mapToInt(Job::slotsNeeded).sum();
    }

    List<Incident> incidents() {
        return incidents.all();
    }

    List<JobSummary> summaries() {
        List<JobSummary> summaries = new ArrayList<>();
        for (LedgerEntry.JobEnded each : ended.before()) {
            summaries.add(new JobSummary(
                    each.job(),
                    each.name(),
                    each.status(),
                    each.startedMs(),
                    each.endedMs(),
                    each.endedMs(),
                    Origin.FRESH,
                    Map.of()));
        }
        jobs.values().forEach(job -> summaries.add(job.summary()));
        summaries.addAll(quarantined.values());
        return summaries;
    }
}
