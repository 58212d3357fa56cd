package io.heddle.am.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.port.Origin;
import io.heddle.coordinator.view.CheckpointsView;
import io.heddle.coordinator.view.ClusterView;
import io.heddle.coordinator.view.JobSummary;
import io.heddle.coordinator.view.JobView;
import io.heddle.core.control.Epoch;
import io.heddle.core.launch.ArchiveNames;
import io.heddle.core.plan.JobId;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.storage.LocalStorage;
import io.heddle.core.time.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
    private static final String APPLICATION = "application_1_0001";
    private static final JobId JOB = new JobId("0123456789abcdef0123456789abcdef");

    @TempDir
    Path temporary;

    private final LocalStorage storage = new LocalStorage();
    private final SettableClock clock = new SettableClock(0);
    private String directory = "";
    private Archive archive = new Archive(storage, directory, Runnable::run, clock);

    @BeforeEach
    void makeArchive() {
        directory = temporary.resolve("archive").toString();
        archive = new Archive(storage, directory, Runnable::run, clock);
    }

    private static void tell(Archivist archivist, JobStatus status) {
        archivist.note(new Decision.JobStatusChanged(JOB, "WordCount", status, null));
    }

    @Test
    void aJobThatNobodySawEndLeadsToItsApplication() throws IOException {
        Archivist archivist = new Archivist(archive, APPLICATION, clock);
        tell(archivist, JobStatus.CREATED);
        tell(archivist, JobStatus.RUNNING);
        assertEquals(
                APPLICATION,
                new String(storage.read(ArchiveNames.admitted(directory, JOB.hex())), StandardCharsets.UTF_8));
        assertFalse(storage.exists(ArchiveNames.job(directory, JOB.hex())));
    }

    @Test
    void itsEndTakesThePlaceOfThat() throws IOException {
        tell(new Archivist(archive, APPLICATION, clock), JobStatus.CREATED);
        archive.job(ended(), new ClusterView(new Epoch(1, 1, 1), true, 0, 0, 0, 0, List.of(), List.of(), List.of()));
        assertFalse(storage.exists(ArchiveNames.admitted(directory, JOB.hex())));
        String pages = new String(storage.read(ArchiveNames.job(directory, JOB.hex())), StandardCharsets.UTF_8);
        assertTrue(pages.contains("/jobs/" + JOB.hex() + "/checkpoints"), pages);
    }

    private static JobView ended() {
        return new JobView(
                new JobSummary(JOB, "WordCount", JobStatus.FINISHED, 1, 2, 2, Origin.FRESH, Map.of()),
                new JobPlan(JOB, "WordCount", List.of(), List.of(), List.of(), Map.of()),
                Map.of(),
                List.of(),
                Map.of(),
                null,
                List.of(),
                0,
                List.of(),
                CheckpointsView.NONE);
    }
}
