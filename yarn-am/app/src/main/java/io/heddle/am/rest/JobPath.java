package io.heddle.am.rest;

import io.heddle.coordinator.view.JobView;
import io.heddle.core.plan.JobId;
import io.heddle.core.transport.http.Call;
import io.heddle.core.transport.http.Refusal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The job that a path names. */
final class JobPath {
    private JobPath() {}

    static JobId id(Call call) {
        String text = call.parameter("jobid");
        try {
            return new JobId(text);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "'" + text + "' is no job id: it must have 32 hexadecimal digits.");
        }
    }

    /** The job's present view; 404 if there is none. */
    static CompletableFuture<JobView> view(Master master, Call call) {
        JobId id = id(call);
        return master.lookAtJobs(coordinator -> Optional.ofNullable(coordinator.job(id)))
                .thenApply(view -> view.orElseThrow(() -> new Refusal(404, "There is no job " + id + " here.")));
    }
}
