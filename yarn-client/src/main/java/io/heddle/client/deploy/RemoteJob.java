package io.heddle.client.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.heddle.api.environment.CloseableIterator;
import io.heddle.api.environment.JobClient;
import io.heddle.api.environment.JobExecutionResult;
import io.heddle.api.environment.JobStatus;
import io.heddle.api.environment.SavepointFormatType;
import io.heddle.api.functions.JobID;
import io.heddle.api.types.TypeInformation;
import io.heddle.client.results.CollectedRecords;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.coordinator.port.Answer;
import io.heddle.core.agent.IoPool;
import io.heddle.core.fault.Problem;
import io.heddle.core.transport.http.Refusal;
import io.heddle.core.transport.http.Verb;
import io.heddle.core.types.Serializers;
import io.heddle.core.usercode.AccumulatorParts;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A job that runs on the cluster, as a program sees it. Each call blocks a thread of its own, never the program's. */
public final class RemoteJob implements JobClient {
    private static final int CONFLICT = 409;

    private final JobHandle handle;
    private final ClassLoader userCode;
    private final IoPool pool;
    private @Nullable CompletableFuture<JobWatch.JobEnd> end;

    RemoteJob(JobHandle handle) {
        this.handle = handle;
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        this.userCode = context == null ? RemoteJob.class.getClassLoader() : context;
        this.pool = new IoPool("job-client", 2);
    }

    public JobHandle handle() {
        return handle;
    }

    /** How the job ended, as soon as it has. */
    public CompletableFuture<JobWatch.JobEnd> end() {
        CompletableFuture<JobWatch.JobEnd> known = end;
        if (known == null) {
            known = calling(() -> handle.watch().untilEnd(handle.jobId(), handle.ownApplication()));
            end = known;
        }
        return known;
    }

    private <T> CompletableFuture<T> calling(Supplier<T> call) {
        CompletableFuture<T> future = new CompletableFuture<>();
        pool.submit(() -> {
            try {
                future.complete(call.get());
            } catch (RuntimeException e) {
                future.completeExceptionally(e);
            }
        });
        return future;
    }

    @Override
    public JobID getJobID() {
        return JobID.fromHexString(handle.jobId());
    }

    @Override
    public CompletableFuture<JobStatus> getJobStatus() {
        return calling(() -> JobStatus.valueOf(handle.master()
                .get("/jobs/" + handle.jobId())
                .path("state")
                .asText()
                .toUpperCase(Locale.ROOT)));
    }

    @Override
    public CompletableFuture<@Nullable Void> cancel() {
        return calling(() -> handle.master().send(Verb.PATCH, "/jobs/" + handle.jobId() + "?mode=cancel"))
                .thenApply(answer -> null);
    }

    @Override
    public CompletableFuture<String> stopWithSavepoint(
            boolean advanceToEndOfEventTime, @Nullable String savepointDirectory, SavepointFormatType formatType) {
        return calling(() -> handle.snapshots()
                .stop(
                        handle.jobId(),
                        Optional.ofNullable(savepointDirectory),
                        advanceToEndOfEventTime,
                        nameOf(formatType)));
    }

    @Override
    public CompletableFuture<String> triggerSavepoint(
            @Nullable String savepointDirectory, SavepointFormatType formatType) {
        String format = nameOf(formatType);
        return calling(() ->
                handle.snapshots().savepoint(handle.jobId(), Optional.ofNullable(savepointDirectory), format, false));
    }

    private static String nameOf(SavepointFormatType formatType) {
        return formatType == SavepointFormatType.NATIVE ? "NATIVE" : "CANONICAL";
    }

    @Override
    public CompletableFuture<Map<String, Object>> getAccumulators() {
        return end().thenApply(this::accumulators);
    }

    @Override
    public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
        return end().thenApply(this::result);
    }

    private JobExecutionResult result(JobWatch.JobEnd ended) {
        requireSuccess(ended);
        return new JobExecutionResult(getJobID(), ended.netRuntimeMs(), accumulators(ended));
    }

    /** The values of an ended job's accumulators; needs the program's classes. */
    public Map<String, Object> accumulators(JobWatch.JobEnd ended) {
        return AccumulatorParts.merge(ended.accumulators(), userCode);
    }

    /** Ends the command if the job did not succeed. */
    public void requireSuccess(JobWatch.JobEnd ended) {
        if (ended.isSuccess()) {
            return;
        }
        boolean cancelled = ended.applicationStatus().equals("CANCELED");
        String application = handle.master().applicationId();
        throw new CommandFailure(
                cancelled ? ExitCode.CANCELLED : ExitCode.JOB_FAILED,
                new Problem(
                        "The job '" + handle.jobName() + "' (" + ended.jobId() + ") "
                                + (cancelled ? "was cancelled." : "failed."),
                        ended.failure(),
                        cancelled
                                ? ""
                                : "'yarn logs -applicationId " + application + "' shows its logs; 'heddle why "
                                        + application + "' explains an end from outside."),
                Optional.of(ended.stackTrace())
                        .filter(text -> !text.isBlank())
                        .map(RemoteFailure::new)
                        .orElse(null));
    }

    @Override
    public <T> CloseableIterator<T> results(String resultId, TypeInformation<T> type) {
        return new CollectedRecords<>(Serializers.of(userCode).of(type), new Reading(resultId));
    }

    private final class Reading implements CollectedRecords.Origin {
        private final String resultId;

        Reading(String resultId) {
            this.resultId = resultId;
        }

        @Override
        public Answer.CollectedPage page(int attempt, long offset) {
            JsonNode page = handle.watch()
                    .untilAnswered("/jobs/" + handle.jobId() + "/collected/" + resultId + "?attempt=" + attempt
                            + "&offset=" + offset);
            List<Answer.Chunk> chunks = new ArrayList<>();
            page.path("chunks")
                    .forEach(chunk -> chunks.add(new Answer.Chunk(
                            chunk.path("count").asInt(),
                            Base64.getDecoder().decode(chunk.path("records").asText()))));
            return new Answer.CollectedPage(
                    page.path("attempt").asInt(),
                    page.path("offset").asLong(),
                    chunks,
                    page.path("complete").asBoolean());
        }

        @Override
        public void cancel() {
            try {
                RemoteJob.this.cancel().join();
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof CommandFailure failure && saysOver(failure))) {
                    throw e;
                }
            }
        }

        /** The job has come to its end in the meantime, and its application perhaps with it, which is as good. */
        private boolean saysOver(CommandFailure failure) {
            return failure.exitCode() == ExitCode.NOT_FOUND
                    || (failure.getCause() instanceof Refusal refusal && refusal.status() == CONFLICT);
        }

        @Override
        public void awaitEnd() {
            requireSuccess(end().join());
        }

        @Override
        public void letGo() {
            // The command waits for the job's end anyway.
        }
    }

    /** Carries the stack trace of another process as text. */
    static final class RemoteFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RemoteFailure(String stackTrace) {
            super("on the cluster: " + stackTrace, null, false, false);
        }
    }
}
