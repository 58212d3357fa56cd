package io.heddle.am.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heddle.core.launch.ArchiveNames;
import io.heddle.core.plan.JobId;
import io.heddle.core.storage.Storage;
import io.heddle.core.transport.http.Refusal;
import java.io.IOException;

/** Pages of jobs that ended under an earlier master, which wrote them down then. */
public final class ArchivedJobs {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Storage storage;
    private final String directory;

    /** Reads what {@link ArchivedPages} has made from the archive's {@code directory}. */
    public ArchivedJobs(Storage storage, String directory) {
        this.storage = storage;
        this.directory = directory;
    }

    /** What the master answered at {@code path} when the job had ended; blocks. */
    JsonNode page(JobId job, String path) {
        try {
            JsonNode archive = MAPPER.readTree(storage.read(ArchiveNames.job(directory, job.hex())));
            for (JsonNode each : archive.path("archive")) {
                if (each.path("path").asText().equals(path)) {
                    return MAPPER.readTree(each.path("json").asText());
                }
            }
        } catch (IOException notThere) {
            throw gone(job, notThere.toString());
        }
        throw gone(job, "it holds no page " + path);
    }

    private Refusal gone(JobId job, String why) {
        return new Refusal(
                404,
                "Job " + job + " ended under an earlier master, and its archive in " + directory
                        + " does not tell more: " + why);
    }
}
