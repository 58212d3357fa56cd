package io.heddle.am.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.coordinator.port.StartOptions;
import io.heddle.coordinator.port.StartOptions.ClaimMode;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.CheckpointMetadata;
import io.heddle.core.checkpoint.metadata.MetadataFile;
import io.heddle.core.checkpoint.stored.LeftState;
import io.heddle.core.config.ConfigurationBuilder;
import io.heddle.core.config.Origin;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.plan.JobId;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.security.Secret;
import io.heddle.core.storage.LocalStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartGuardTest {
    private static final JobId OLD = new JobId("00000000000000000000000000000001");
    private static final JobId NEW = new JobId("00000000000000000000000000000002");
    private static final JobPlan CLICKS = new JobPlan(NEW, "clicks", List.of(), List.of(), List.of(), Map.of());
    private static final StartOptions LATEST = new StartOptions("latest", false, false, ClaimMode.NO_CLAIM);

    @TempDir
    private Path directory;

    private final LocalStorage storage = new LocalStorage();

    private String left(JobId job, String name, CheckpointKind kind, long completedMs) throws IOException {
        String path = kind.isSavepoint()
                ? directory + "/sp/savepoint-" + completedMs
                : directory + "/ck/" + job.hex() + "/chk-" + completedMs;
        CheckpointMetadata metadata =
                new CheckpointMetadata(job, name, 0, completedMs, kind, 0, completedMs, job.hex(), List.of());
        storage.writeAtomically(
                path + "/" + MetadataFile.NAME, MetadataFile.write(metadata, Secret.of(new byte[] {1})));
        return path;
    }

    private StartOptions start(StartOptions asked, boolean fresh, Set<String> running) {
        return decided(asked, fresh, running).orElseThrow();
    }

    private Optional<StartOptions> decided(StartOptions asked, boolean fresh, Set<String> running) {
        return guard().decide(CLICKS, asked, fresh, running);
    }

    private StartGuard guard() {
        return new StartGuard(
                storage,
                new ConfigurationBuilder()
                        .put("execution.checkpointing.dir", directory + "/ck", Origin.PROGRAM)
                        .put("execution.checkpointing.savepoint-dir", directory + "/sp", Origin.PROGRAM)
                        .build()
                        .configuration());
    }

    @Test
    void nothingIsInTheWayOfTheFirstStart() throws IOException {
        left(OLD, "another job", CheckpointKind.CHECKPOINT, 5);
        left(NEW, "clicks", CheckpointKind.CHECKPOINT, 6);
        assertEquals(StartOptions.FRESH, start(StartOptions.FRESH, false, Set.of()));
    }

    @Test
    void stateThatAnEndedJobHasLeftIsNotForgottenByMistake() throws IOException {
        String path = left(OLD, "clicks", CheckpointKind.CHECKPOINT, 5);
        HeddleException refused = assertThrows(HeddleException.class, () -> start(StartOptions.FRESH, false, Set.of()));
        assertTrue(refused.problem().what().startsWith(LeftState.REFUSAL), refused.getMessage());
        assertTrue(refused.problem().what().contains(path), refused.getMessage());
        assertEquals(StartOptions.FRESH, start(StartOptions.FRESH, true, Set.of()));
        assertEquals(StartOptions.FRESH, start(StartOptions.FRESH, false, Set.of(OLD.hex())));
    }

    @Test
    void latestIsTheNewestOfAnEndedJobOrASavepoint() throws IOException {
        String checkpoint = left(OLD, "clicks", CheckpointKind.CHECKPOINT, 5);
        assertEquals(checkpoint, start(LATEST, false, Set.of()).restorePath());
        assertEquals(Optional.empty(), decided(LATEST, false, Set.of(OLD.hex())));
        assertTrue(guard().nothingLeft(CLICKS).what().startsWith(LeftState.NOTHING));
        String savepoint = left(OLD, "clicks", CheckpointKind.SAVEPOINT_CANONICAL, 3);
        assertEquals(checkpoint, start(LATEST, false, Set.of()).restorePath());
        assertEquals(savepoint, start(LATEST, false, Set.of(OLD.hex())).restorePath());
        String newer = left(OLD, "clicks", CheckpointKind.STOP_DRAIN, 9);
        assertEquals(newer, start(LATEST, false, Set.of()).restorePath());
    }
}
