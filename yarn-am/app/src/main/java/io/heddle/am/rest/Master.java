package io.heddle.am.rest;

import io.heddle.coordinator.Coordinator;
import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.core.plan.JobId;
import io.heddle.core.transport.http.Refusal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongFunction;

/** The coordinator as resources may use it: every call returns at once, every future is completed by its owner. */
public interface Master {

    /** Hands in an event that is made with the number of the request; the answer comes when there is one. */
    CompletableFuture<Answer> ask(LongFunction<Event> event);

    /** Takes a look on the coordinator's own thread: {@code at} must be short and must not keep the coordinator. */
    <T> CompletableFuture<T> look(Function<Coordinator, T> at);

    /** As {@link #look}, at what only the ledger tells; 503 until this master has read it. */
    default <T> CompletableFuture<T> lookAtJobs(Function<Coordinator, T> at) {
        return look(coordinator -> coordinator.isReady() ? Optional.of(at.apply(coordinator)) : Optional.<T>empty())
                .thenApply(seen -> seen.orElseThrow(
                        () -> new Refusal(503, "The master is still restoring. Try again in a few seconds.")));
    }

    /** The job's state as soon as it is a last one, or after {@code timeoutMs} whatever it is then. */
    CompletableFuture<JobStatus> awaitEnd(JobId job, long timeoutMs);
}
