package io.heddle.am.rest;

import io.heddle.coordinator.view.JobView;
import io.heddle.core.control.Epoch;
import io.heddle.core.plan.JobId;
import io.heddle.core.transport.http.Call;
import io.heddle.core.transport.http.Refusal;
import io.heddle.core.transport.http.Responder;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers about a job from what this master sees of it, or, if it ended under an earlier one, from the archive. */
final class JobPages {
    private final Master master;
    private final Replies replies;
    private final ArchivedJobs archive;

    JobPages(Master master, Replies replies, ArchivedJobs archive) {
        this.master = master;
        this.replies = replies;
        this.archive = archive;
    }

    /** @param view null if this master has never had the job's plan */
    private record Seen(@Nullable JobView view, boolean ended, Epoch epoch) {}

    /** Answers with what {@code shape} makes of the job. */
    void answer(Call call, Responder to, Function<JobView, Object> shape) {
        answer(call, to, (job, epoch) -> shape.apply(job));
    }

    /** The same, where this master's epoch is part of the answer. */
    void answer(Call call, Responder to, BiFunction<JobView, Epoch, Object> shape) {
        JobId id = JobPath.id(call);
        replies.json(
                master.lookAtJobs(coordinator ->
                        new Seen(coordinator.job(id), coordinator.outcome(id) != null, coordinator.epoch())),
                to,
                seen -> {
                    if (seen.view() != null) {
                        return shape.apply(seen.view(), seen.epoch());
                    }
                    if (!seen.ended()) {
                        throw new Refusal(404, "There is no job " + id + " here.");
                    }
                    return archive.page(id, call.path());
                });
    }
}
