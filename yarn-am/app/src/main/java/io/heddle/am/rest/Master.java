package io.heddle.am.rest;

import io.heddle.coordinator.Coordinator;
import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.core.plan.JobId;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongFunction;

/** The coordinator as resources may use it: every call returns at once, every future is completed by its owner. */
public interface Master {

    /** Hands in an event that is made with the number of the request; the answer comes when there is one. */
    CompletableFuture<Answer> ask(LongFunction<Event> event);

    /** Takes a look on the coordinator's own thread: {@code at} must be short and must not keep the coordinator. */
    <T> CompletableFuture<T> look(Function<Coordinator, T> at);

    /** The job's state as soon as it is a last one, or after {@code timeoutMs} whatever it is then. */
    CompletableFuture<JobStatus> awaitEnd(JobId job, long timeoutMs);
}
