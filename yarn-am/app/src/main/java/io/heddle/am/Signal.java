package io.heddle.am;

import io.heddle.coordinator.Coordinator;
import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.core.control.FromWorker;
import io.heddle.core.plan.JobId;
import io.heddle.core.transport.Connection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.apache.hadoop.yarn.api.records.Container;

/** What may lie in the mailbox of am-coordinator. */
sealed interface Signal {

    /** An event that needs no translation. */
    record Happened(Event event) implements Signal {}

    /** A person's request: the event gets its number from the owner, and the answer goes into the future. */
    record Asked(LongFunction<Event> event, CompletableFuture<Answer> answer) implements Signal {}

    /** Somebody wants to look at the coordinator, on its own thread. */
    record Looked(Consumer<Coordinator> look) implements Signal {}

    /** Somebody waits for the job's end, at most until the given monotonic time. */
    record Awaited(JobId job, long untilMs, CompletableFuture<JobStatus> status) implements Signal {}

    /** A worker's word, with the connection that it came by. */
    record Said(Connection connection, FromWorker message) implements Signal {}

    record LinkEnded(Connection connection, String reason) implements Signal {}

    /** The ResourceManager gave containers; some may be more than we asked for. */
    record Granted(List<Container> containers) implements Signal {}

    /** Containers that run on from previous attempts. */
    record Previous(List<Container> containers) implements Signal {}

    /** Go at once, without a word to YARN, so that it may start another attempt. */
    record Leave(ExitCode code, String reason) implements Signal {}
}
