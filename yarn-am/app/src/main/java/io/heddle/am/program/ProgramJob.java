package io.heddle.am.program;

import io.heddle.am.rest.Master;
import io.heddle.api.environment.CloseableIterator;
import io.heddle.api.environment.JobClient;
import io.heddle.api.environment.JobExecutionResult;
import io.heddle.api.environment.JobStatus;
import io.heddle.api.environment.SavepointFormatType;
import io.heddle.api.functions.JobID;
import io.heddle.api.types.TypeInformation;
import io.heddle.coordinator.Coordinator;
import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.view.JobOutcome;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.fault.Problem;
import io.heddle.core.plan.JobId;
import io.heddle.core.usercode.AccumulatorParts;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** A job as the program sees it that has submitted it from inside the master. Any thread. */
final class ProgramJob implements JobClient {
    private static final long LONGEST_WAIT_MS = 60_000;

    private final Master master;
    private final JobId id;
    private final String name;
    private final ClassLoader userCode;
    private final CompletableFuture<End> ended;

    ProgramJob(Master master, JobId id, String name, ClassLoader userCode) {
        this.master = master;
        this.id = id;
        this.name = name;
        this.userCode = userCode;
        // Awaited from the beginning: a program may ask hours later, when the master has forgotten the job.
        this.ended = untilEnd();
    }

    /**
     * How a job ended.
     *
     * @param outcome null if the job is kept apart
     */
    record End(
            String name,
            io.heddle.coordinator.port.JobStatus status,
            @Nullable JobOutcome outcome) {
        /** What went wrong, for YARN's diagnostics. */
        String failure() {
            return outcome == null || outcome.failure() == null
                    ? ""
                    : ": " + outcome.failure().message() + "\n"
                            + outcome.failure().stackTrace();
        }
    }

    /** The job's end, whenever that is. */
    CompletableFuture<End> end() {
        return ended;
    }

    private CompletableFuture<End> untilEnd() {
        return master.awaitEnd(id, LONGEST_WAIT_MS)
                .thenCompose(unused -> seen())
                .thenCompose(
                        end -> end.status().isGloballyTerminal() ? CompletableFuture.completedFuture(end) : untilEnd());
    }

    private CompletableFuture<End> look() {
        return ended.isDone() ? ended : seen();
    }

    private CompletableFuture<End> seen() {
        return master.look(this::find)
                .thenApply(found -> found.orElseThrow(() -> new HeddleException(
                        FaultCategory.ENGINE, "The job " + name + " (" + id + ") is not known.", "", "")));
    }

    /** Also of a job that ended under an earlier attempt, or that is no longer shown: its outcome is in the ledger. */
    private Optional<End> find(Coordinator coordinator) {
        JobOutcome outcome = coordinator.outcome(id);
        return outcome != null
                ? Optional.of(new End(name, outcome.status(), outcome))
                : coordinator.cluster().jobs().stream()
                        .filter(each -> each.id().equals(id))
                        .findFirst()
                        .map(each -> new End(name, each.status(), null));
    }

    @Override
    public JobID getJobID() {
        return JobID.fromHexString(id.hex());
    }

    @Override
    public CompletableFuture<JobStatus> getJobStatus() {
        return look().thenApply(end -> JobStatus.valueOf(end.status().name()));
    }

    @Override
    public CompletableFuture<Void> cancel() {
        return ask(number -> new Event.CancelJob(number, id)).thenAccept(answer -> {});
    }

    @Override
    public CompletableFuture<String> stopWithSavepoint(
            boolean advanceToEndOfEventTime, @Nullable String savepointDirectory, SavepointFormatType formatType) {
        CheckpointKind kind = CheckpointKind.stop(advanceToEndOfEventTime, formatType == SavepointFormatType.NATIVE);
        return path(number -> new Event.StopJob(number, id, kind, savepointDirectory));
    }

    @Override
    public CompletableFuture<String> triggerSavepoint(
            @Nullable String savepointDirectory, SavepointFormatType formatType) {
        CheckpointKind kind = formatType == SavepointFormatType.NATIVE
                ? CheckpointKind.SAVEPOINT_NATIVE
                : CheckpointKind.SAVEPOINT_CANONICAL;
        return path(number -> new Event.TriggerSavepoint(number, id, kind, savepointDirectory, false));
    }

    private CompletableFuture<String> path(LongFunction<Event> event) {
        return ask(event).thenApply(answer -> {
            if (answer instanceof Answer.SnapshotDone done) {
                return done.path();
            }
            throw new HeddleException(
                    FaultCategory.EXTERNAL,
                    "The savepoint of the job " + name + " has failed.",
                    answer instanceof Answer.SnapshotFailed failed
                            ? failed.failure().message()
                            : answer.toString(),
                    "");
        });
    }

    private CompletableFuture<Answer> ask(LongFunction<Event> event) {
        return master.ask(event).thenApply(answer -> {
            if (answer instanceof Answer.Refused refused) {
                throw new HeddleException(FaultCategory.USER, refused.problem(), null);
            }
            return answer;
        });
    }

    @Override
    public CompletableFuture<Map<String, Object>> getAccumulators() {
        return look().thenApply(this::accumulators);
    }

    private Map<String, Object> accumulators(End end) {
        return end.outcome() == null
                ? Map.of()
                : AccumulatorParts.merge(end.outcome().accumulators(), userCode);
    }

    @Override
    public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
        return end().thenApply(end -> switch (end.status()) {
            case FINISHED -> new JobExecutionResult(getJobID(), runtimeMs(end), accumulators(end));
            default ->
                throw new HeddleException(
                        FaultCategory.USER,
                        new Problem("The job '" + name + "' (" + id + ") is " + end.status() + end.failure(), "", ""),
                        null);
        });
    }

    private static long runtimeMs(End end) {
        return end.outcome() == null ? 0 : end.outcome().runtimeMs();
    }

    @Override
    public <T> CloseableIterator<T> results(String resultId, TypeInformation<T> type) {
        throw new HeddleException(
                FaultCategory.USER,
                "Records cannot be collected by a program that runs in the master.",
                "The program calls executeAndCollect().",
                "Run it with -t local, or write the records with a sink.");
    }
}
