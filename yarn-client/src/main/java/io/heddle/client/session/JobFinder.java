package io.heddle.client.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.heddle.client.cluster.ApplicationView;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Finds the application in which a job runs. */
public final class JobFinder {
    private static final Logger LOG = LogManager.getLogger(JobFinder.class);

    /** A job and the line to its master. */
    public record Found(ApplicationView application, MasterLine master, JsonNode job) {
        public String jobId() {
            return job.path("jid").asText();
        }
    }

    private final Applications applications;

    public JobFinder(Applications applications) {
        this.applications = applications;
    }

    /** The job of that id, or the only one whose name or beginning of the id it is. */
    public Found find(String job) {
        List<Found> matches = new ArrayList<>();
        List<ApplicationView> asked = applications.named().map(List::of).orElseGet(applications::alive);
        List<String> unreachable = new ArrayList<>();
        for (ApplicationView application : asked) {
            if (!application.mayHaveJobs()) {
                continue;
            }
            try {
                MasterLine master = applications.open(application);
                for (JsonNode node : master.get("/jobs/overview").path("jobs")) {
                    Optional<Found> exact = match(node, job, application, master);
                    if (exact.isPresent() && exact.get().jobId().equals(job)) {
                        return exact.get();
                    }
                    exact.ifPresent(matches::add);
                }
            } catch (CommandFailure e) {
                unreachable.add(application.id() + ": " + e.problem().what());
            }
        }
        if (matches.size() == 1) {
            return matches.get(0);
        }
        if (matches.size() > 1) {
            throw CommandFailure.usage(
                    "'" + job + "' may mean " + matches.size() + " jobs.",
                    "Give the whole id: "
                            + String.join(
                                    ", ", matches.stream().map(Found::jobId).toList()));
        }
        if (!unreachable.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.UNREACHABLE,
                    "No application of yours that answers has a job '" + job + "'.",
                    String.join("\n", unreachable),
                    "Try again later, or name the application with -yid.");
        }
        throw new CommandFailure(
                ExitCode.NOT_FOUND,
                "No running application of yours has a job '" + job + "'.",
                "",
                "'heddle list -a' shows your jobs.");
    }

    /** Ids of the user's jobs that have not ended, as far as their masters answer. */
    public Set<String> alive() {
        Set<String> ids = new HashSet<>();
        for (ApplicationView application : applications.alive()) {
            if (!application.mayHaveJobs()) {
                continue;
            }
            try {
                for (JsonNode job :
                        applications.open(application).get("/jobs/overview").path("jobs")) {
                    if (!JobStates.hasEnded(job.path("state").asText())) {
                        ids.add(job.path("jid").asText());
                    }
                }
            } catch (CommandFailure e) {
                LOG.debug("{} may just have ended; then its jobs are none that run", application.id(), e);
            }
        }
        return ids;
    }

    private static Optional<Found> match(JsonNode node, String job, ApplicationView application, MasterLine master) {
        String id = node.path("jid").asText();
        boolean matches = id.equals(job)
                || (job.length() >= 6 && id.startsWith(job))
                || node.path("name").asText().equals(job);
        return matches ? Optional.of(new Found(application, master, node)) : Optional.empty();
    }
}
