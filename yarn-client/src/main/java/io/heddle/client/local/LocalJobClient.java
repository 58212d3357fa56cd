package io.heddle.client.local;

import io.heddle.api.environment.CloseableIterator;
import io.heddle.api.environment.JobClient;
import io.heddle.api.environment.JobExecutionResult;
import io.heddle.api.environment.JobStatus;
import io.heddle.api.environment.SavepointFormatType;
import io.heddle.api.functions.JobID;
import io.heddle.api.types.TypeInformation;
import io.heddle.client.results.CollectedRecords;
import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.view.JobView;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.fault.Problem;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.types.Serializers;
import io.heddle.core.usercode.AccumulatorParts;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A job of a local cluster; the cluster ends with it. */
final class LocalJobClient implements JobClient {
    private final LocalCluster cluster;
    private final JobPlan plan;
    private final ClassLoader userCode;
    private final CompletableFuture<LocalMaster.Ended> ended;
    private final CompletableFuture<JobExecutionResult> result;
    private final AtomicInteger readers = new AtomicInteger();

    LocalJobClient(LocalCluster cluster, JobPlan plan, ClassLoader userCode) {
        this.cluster = cluster;
        this.plan = plan;
        this.userCode = userCode;
        this.ended = cluster.master().end(plan.id());
        this.result = ended.thenApply(this::toResult)
                .applyToEither(cluster.breakdown().thenApply(LocalJobClient::brokenDown), end -> end);
    }

    private JobExecutionResult toResult(LocalMaster.Ended ended) {
        switch (ended.status()) {
            case FINISHED -> {
                JobView view = ended.view();
                long runtimeMs = view.summary().endedMs() - view.summary().startedMs();
                return new JobExecutionResult(getJobID(), runtimeMs, merged(view));
            }
            case CANCELED -> throw new LocalJobException(true, "The job '" + plan.name() + "' was cancelled.", "", "");
            default -> throw failed(ended.failure());
        }
    }

    private LocalJobException failed(@Nullable FailureInfo failure) {
        return new LocalJobException(
                false,
                "The job '" + plan.name() + "' (" + plan.id() + ") failed.",
                failure == null ? "Its cause is not known." : failure.message(),
                failure == null ? "" : failure.stackTrace());
    }

    private static JobExecutionResult brokenDown(Throwable cause) {
        throw new HeddleException(
                FaultCategory.ENGINE,
                new Problem(
                        "A defect in Heddle ended the local cluster.",
                        cause.toString(),
                        "Please report it with its stack trace."),
                cause);
    }

    @Override
    public JobID getJobID() {
        return JobID.fromHexString(plan.id().hex());
    }

    @Override
    public CompletableFuture<JobStatus> getJobStatus() {
        return view().thenApply(
                        view -> JobStatus.valueOf(view.summary().status().name()));
    }

    private CompletableFuture<JobView> view() {
        if (ended.isDone()) {
            // The cluster may be gone by now.
            return ended.thenApply(LocalMaster.Ended::view);
        }
        return cluster.master()
                .look(coordinator -> {
                    JobView view = coordinator.job(plan.id());
                    if (view == null) {
                        throw new HeddleException(
                                FaultCategory.ENGINE, "The job " + plan.id() + " is not known.", "", "");
                    }
                    return view;
                })
                .exceptionallyCompose(failure -> ended.isDone()
                        ? ended.thenApply(LocalMaster.Ended::view)
                        : CompletableFuture.failedFuture(failure));
    }

    @Override
    public CompletableFuture<Void> cancel() {
        return ask(request -> new Event.CancelJob(request, plan.id())).thenAccept(answer -> {});
    }

    private CompletableFuture<Answer> ask(Function<Long, Event> event) {
        return cluster.master().ask(event).thenApply(answer -> {
            if (answer instanceof Answer.Refused refused) {
                throw new HeddleException(FaultCategory.USER, refused.problem(), null);
            }
            if (answer instanceof Answer.SnapshotFailed failed) {
                throw new HeddleException(
                        failed.failure().category(), failed.failure().message(), "", "");
            }
            return answer;
        });
    }

    @Override
    public CompletableFuture<String> stopWithSavepoint(
            boolean advanceToEndOfEventTime, @Nullable String savepointDirectory, SavepointFormatType formatType) {
        CheckpointKind kind = CheckpointKind.stop(advanceToEndOfEventTime, formatType == SavepointFormatType.NATIVE);
        return ask(request -> new Event.StopJob(request, plan.id(), kind, savepointDirectory))
                .thenApply(answer -> ((Answer.SnapshotDone) answer).path());
    }

    @Override
    public CompletableFuture<String> triggerSavepoint(
            @Nullable String savepointDirectory, SavepointFormatType formatType) {
        CheckpointKind kind = formatType == SavepointFormatType.NATIVE
                ? CheckpointKind.SAVEPOINT_NATIVE
                : CheckpointKind.SAVEPOINT_CANONICAL;
        return ask(request -> new Event.TriggerSavepoint(request, plan.id(), kind, savepointDirectory, false))
                .thenApply(answer -> ((Answer.SnapshotDone) answer).path());
    }

    @Override
    public CompletableFuture<Map<String, Object>> getAccumulators() {
        return view().thenApply(this::merged);
    }

    private Map<String, Object> merged(JobView view) {
        return AccumulatorParts.merge(view.accumulators(), userCode);
    }

    @Override
    public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
        return result.whenComplete((done, failure) -> closeUnlessRead());
    }

    private void closeUnlessRead() {
        if (readers.get() == 0) {
            cluster.close();
        }
    }

    private final class Reading implements CollectedRecords.Origin {
        private final String resultId;

        Reading(String resultId) {
            this.resultId = resultId;
        }

        @Override
        public Answer.CollectedPage page(int attempt, long offset) {
            Answer answer = cluster.master()
                    .ask(request -> new Event.FetchCollected(request, plan.id(), resultId, attempt, offset))
                    .join();
            if (answer instanceof Answer.CollectedPage page) {
                return page;
            }
            if (answer instanceof Answer.Refused refused) {
                throw new HeddleException(FaultCategory.ENGINE, refused.problem(), null);
            }
            throw new HeddleException(
                    FaultCategory.ENGINE, "The results of the job cannot be fetched.", answer.toString(), "");
        }

        @Override
        public void cancel() {
            // Refused if the job has come to its end in the meantime, which is as good.
            cluster.master()
                    .ask(request -> new Event.CancelJob(request, plan.id()))
                    .join();
        }

        @Override
        public void awaitEnd() {
            try {
                result.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while the job's end was awaited.", e);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
            }
        }

        @Override
        public void letGo() {
            if (readers.decrementAndGet() == 0) {
                ended.thenAccept(end -> cluster.close()).exceptionally(failure -> null);
            }
        }
    }

    @Override
    public <T> CloseableIterator<T> results(String resultId, TypeInformation<T> type) {
        readers.incrementAndGet();
        return new CollectedRecords<>(Serializers.of(userCode).of(type), new Reading(resultId));
    }
}
