package io.heddle.client.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.client.deploy.StartPoint;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.client.terminal.Pause;
import io.heddle.client.terminal.Terminal;
import io.heddle.client.yarn.YarnCluster;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.CheckpointMetadata;
import io.heddle.core.checkpoint.Segment;
import io.heddle.core.checkpoint.Slice;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.checkpoint.metadata.MetadataFile;
import io.heddle.core.checkpoint.stored.LeftState;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.ConfigurationBuilder;
import io.heddle.core.config.Origin;
import io.heddle.core.config.ProcessEnvironment;
import io.heddle.core.plan.JobId;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.security.Secret;
import io.heddle.core.storage.LocalStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking into checkpoints, and starting from them, on this machine's files. */
class CheckpointsCommandTest {
    private static final JobId JOB = new JobId("0123456789abcdef0123456789abcdef");

    private final FakeTerminal terminal = new FakeTerminal("");

    @TempDir
    private Path directory;

    private Path checkpoints = Path.of("");
    private Set<String> alive = Set.of();

    @BeforeEach
    void write() throws IOException {
        checkpoints = directory.resolve("checkpoints");
        checkpoint(7, 1_000, CheckpointKind.CHECKPOINT, "chk-7");
        checkpoint(8, 2_000, CheckpointKind.CHECKPOINT, "chk-8");
    }

    private Path checkpoint(long id, long completedMs, CheckpointKind kind, String name) throws IOException {
        Path at = Files.createDirectories(checkpoints.resolve(kind.isSavepoint() ? name : JOB.hex() + "/" + name));
        Path shared = Files.createDirectories(at.getParent().resolve("shared"));
        byte[] own = ("state of " + name).getBytes(StandardCharsets.UTF_8);
        byte[] common = "shared state".getBytes(StandardCharsets.UTF_8);
        Files.write(at.resolve("worker-1"), own);
        Files.write(shared.resolve("one"), common);
        List<Segment> segments = List.of(
                new Segment(
                        StateKind.KEYED,
                        "counts",
                        "heap/1",
                        0,
                        127,
                        new Slice.InFile("worker-1", 2, own.length - 2, crc(own, 2), false)),
                new Segment(
                        StateKind.KEYED,
                        "table",
                        "sst/1",
                        0,
                        127,
                        new Slice.InFile(shared.resolve("one").toString(), 0, common.length, crc(common, 0), true)),
                new Segment(StateKind.OPERATOR_LIST, "offsets", "list/1", 0, 0, new Slice.Inline(own, crc(own, 0))));
        CheckpointMetadata metadata = new CheckpointMetadata(
                JOB,
                "clicks",
                42,
                id,
                kind,
                completedMs - 10,
                completedMs,
                JOB.hex(),
                List.of(new CheckpointMetadata.OperatorState(
                        "cafe",
                        "my-counter",
                        "count",
                        128,
                        List.of(new CheckpointMetadata.SubtaskState(segments, false)))));
        Files.write(at.resolve(MetadataFile.NAME), MetadataFile.write(metadata, Secret.of(new byte[32])));
        return at;
    }

    private static int crc(byte[] bytes, int from) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, bytes.length - from);
        return (int) crc.getValue();
    }

    private ExitCode heddle(String... words) {
        Context context = new Context(
                new ProcessEnvironment(Map.of(), Map.of()),
                terminal.terminal(),
                Pause.system(),
                (process, configuration) -> YarnCluster.connect(process.variables(), configuration));
        return HeddleCli.of(context).run(List.of(words));
    }

    @Test
    void lists_the_newest_first_and_says_what_it_cannot_read() throws IOException {
        Path broken = Files.createDirectories(checkpoints.resolve(JOB.hex() + "/chk-9"));
        Files.writeString(broken.resolve(MetadataFile.NAME), "HDM?");
        assertEquals(ExitCode.OK, heddle("checkpoints", "list", checkpoints.toString()), terminal.err());
        List<String> lines = terminal.out().lines().toList();
        assertEquals(2, lines.size());
        assertTrue(lines.get(0).matches(".*chk-8 .*clicks .*/chk-8"), lines.get(0));
        assertTrue(terminal.err().contains("chk-9 cannot be read"), terminal.err());
    }

    @Test
    void lists_what_lies_far_below_the_directory_that_is_named() throws IOException {
        checkpoint(9, 3_000, CheckpointKind.SAVEPOINT_CANONICAL, "savepoint-012345-1-9");
        Path far = Files.createDirectories(directory.resolve("users/me/2026"));
        Files.move(checkpoints, far.resolve("checkpoints"));
        Files.createDirectories(directory.resolve(".Trash"));
        Files.move(
                far.resolve("checkpoints").resolve(JOB.hex()).resolve("chk-7"),
                directory.resolve(".Trash/thrown-away"));
        assertEquals(ExitCode.OK, heddle("checkpoints", "list", directory + "/"), terminal.err());
        List<String> lines = terminal.out().lines().toList();
        assertEquals(2, lines.size(), terminal.out());
        assertTrue(lines.get(0).endsWith(" " + far + "/checkpoints/savepoint-012345-1-9"), lines.get(0));
        assertTrue(lines.get(1).endsWith(" " + far + "/checkpoints/" + JOB.hex() + "/chk-8"), lines.get(1));
    }

    @Test
    void shows_the_operators_and_their_states() {
        assertEquals(
                ExitCode.OK,
                heddle("checkpoints", "inspect", checkpoints + "/" + JOB.hex() + "/chk-8/_metadata"),
                terminal.err());
        assertTrue(terminal.out().contains("my-counter"), terminal.out());
        assertTrue(terminal.out().contains("state counts (keyed, heap/1): 12 B"), terminal.out());
    }

    @Test
    void a_whole_checkpoint_is_whole() {
        assertEquals(
                ExitCode.OK, heddle("checkpoints", "verify", checkpoints + "/" + JOB.hex() + "/chk-8"), terminal.err());
        assertTrue(terminal.out().startsWith("whole: 2 files"), terminal.out());
    }

    @Test
    void one_changed_bit_is_found_and_named() throws IOException {
        Path file = checkpoints.resolve(JOB.hex() + "/chk-8/worker-1");
        byte[] bytes = Files.readAllBytes(file);
        bytes[5] ^= 1;
        Files.write(file, bytes);
        assertEquals(
                ExitCode.REFUSED_BY_CHECK, heddle("checkpoints", "verify", checkpoints + "/" + JOB.hex() + "/chk-8"));
        assertTrue(terminal.out().contains("chk-8/worker-1: 12 bytes at 2"), terminal.out());
        assertTrue(terminal.out().contains("'counts'"), terminal.out());
    }

    @Test
    void a_missing_and_a_short_file_are_found_and_damaged_metadata_too() throws IOException {
        Path at = checkpoints.resolve(JOB.hex() + "/chk-8");
        Files.delete(checkpoints.resolve(JOB.hex() + "/shared/one"));
        Files.writeString(at.resolve("worker-1"), "sta");
        assertEquals(ExitCode.REFUSED_BY_CHECK, heddle("checkpoints", "verify", at.toString()));
        assertTrue(terminal.out().contains("shared/one: the file is missing"), terminal.out());
        assertTrue(terminal.out().contains("worker-1: the file is too short"), terminal.out());
        byte[] metadata = Files.readAllBytes(at.resolve(MetadataFile.NAME));
        metadata[metadata.length - 9] ^= 4;
        Files.write(at.resolve(MetadataFile.NAME), metadata);
        assertEquals(ExitCode.REFUSED_BY_CHECK, heddle("checkpoints", "verify", at.toString()));
        assertTrue(terminal.err().contains("checksum"), terminal.err());
        assertEquals(ExitCode.REFUSED_BY_CHECK, heddle("checkpoints", "inspect", at.toString()));
    }

    @Test
    void what_is_not_there_is_not_found_whoever_asks() {
        for (String verb : List.of("list", "inspect", "verify", "gc")) {
            assertEquals(ExitCode.NOT_FOUND, heddle("checkpoints", verb, directory + "/none"), verb);
            assertTrue(terminal.err().contains(directory + "/none"), terminal.err());
        }
    }

    @Test
    void clears_away_only_what_is_old_and_unused() throws IOException {
        Path shared = checkpoints.resolve(JOB.hex() + "/shared");
        Path old = Files.writeString(shared.resolve("old"), "old");
        Path fresh = Files.writeString(shared.resolve("fresh"), "fresh");
        Files.setLastModifiedTime(old, FileTime.fromMillis(1_000));
        Files.setLastModifiedTime(shared.resolve("one"), FileTime.fromMillis(1_000));
        assertEquals(ExitCode.OK, heddle("checkpoints", "gc", "--dry-run", checkpoints.toString()), terminal.err());
        assertEquals(List.of(old.toString()), terminal.out().lines().toList());
        assertTrue(Files.exists(old));
        assertEquals(ExitCode.OK, heddle("checkpoints", "gc", checkpoints.toString()), terminal.err());
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(fresh) && Files.exists(shared.resolve("one")));
    }

    @Test
    void clears_away_nothing_that_is_not_a_jobs_own() throws IOException {
        Path mine = old(directory.resolve("mine.csv"));
        Path beside = old(checkpoints.resolve(JOB.hex() + "/notes.txt"));
        Path moved = old(checkpoint(9, 3_000, CheckpointKind.SAVEPOINT_CANONICAL, "before-the-move")
                .resolve("notes"));
        Path broken = old(Files.createDirectories(checkpoints.resolve("savepoint-012345-1_0001-1-4"))
                .resolve("worker-1"));
        for (Path asked : List.of(directory, checkpoints)) {
            assertEquals(ExitCode.OK, heddle("checkpoints", "gc", asked.toString()), terminal.err());
        }
        assertEquals(List.of(broken.toString()), terminal.out().lines().toList());
        assertTrue(Files.exists(mine) && Files.exists(beside) && Files.exists(moved));
    }

    private static Path old(Path file) throws IOException {
        return old(file, "something");
    }

    private static Path old(Path file, String content) throws IOException {
        return Files.setLastModifiedTime(Files.writeString(file, content), FileTime.fromMillis(1_000));
    }

    /** A job that was started with claim from another's checkpoint goes on using that one's files. */
    @Test
    void clears_away_nothing_that_a_later_job_uses() throws IOException {
        Path first = checkpoints.resolve(JOB.hex());
        Path later = Files.createDirectories(checkpoints.resolve("f".repeat(32)));
        Files.move(first.resolve("chk-8"), later.resolve("chk-8"));
        Path used = old(first.resolve("shared/one"), "shared state");
        Path unused = old(first.resolve("shared/two"));
        Files.delete(first.resolve("chk-7").resolve(MetadataFile.NAME));
        assertEquals(ExitCode.OK, heddle("checkpoints", "gc", first.toString()), terminal.err());
        assertTrue(Files.exists(used) && !Files.exists(unused));

        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
        Files.move(later, elsewhere.resolve(later.getFileName()));
        String setting = "execution.checkpointing.dir=" + elsewhere;
        assertEquals(ExitCode.OK, heddle("checkpoints", "-D", setting, "gc", checkpoints.toString()), terminal.err());
        assertTrue(Files.exists(used));
    }

    @Test
    void clears_away_nothing_while_a_checkpoint_cannot_be_read() throws IOException {
        Path unused = old(checkpoints.resolve(JOB.hex() + "/shared/two"));
        Files.writeString(checkpoints.resolve(JOB.hex() + "/chk-7/" + MetadataFile.NAME), "HDM?");
        assertEquals(ExitCode.REFUSED_BY_CHECK, heddle("checkpoints", "gc", checkpoints.toString()));
        assertTrue(terminal.err().contains("chk-7 cannot be read"), terminal.err());
        assertTrue(Files.exists(unused));
    }

    @Test
    void deletes_savepoints_but_no_checkpoints() throws IOException {
        Path savepoint = checkpoint(9, 3_000, CheckpointKind.SAVEPOINT_CANONICAL, "savepoint-1");
        assertEquals(
                ExitCode.REFUSED_BY_CHECK,
                heddle("savepoint", "-dispose", checkpoints + "/" + JOB.hex() + "/chk-8"),
                terminal.err());
        assertEquals(ExitCode.OK, heddle("savepoint", "-dispose", savepoint.toString()), terminal.err());
        assertFalse(Files.exists(savepoint));
    }

    @Test
    void what_is_damaged_is_not_said_to_be_missing() throws IOException {
        Path metadata = checkpoint(9, 3_000, CheckpointKind.SAVEPOINT_CANONICAL, "savepoint-1")
                .resolve(MetadataFile.NAME);
        byte[] bytes = Files.readAllBytes(metadata);
        bytes[bytes.length / 2] ^= 1;
        Files.write(metadata, bytes);
        String savepoint = metadata.getParent().toString();
        assertEquals(ExitCode.REFUSED_BY_CHECK, heddle("savepoint", "-dispose", savepoint), terminal.err());
        assertTrue(terminal.err().contains(savepoint + " is damaged"), terminal.err());
        assertTrue(Files.exists(metadata));
        CommandFailure failure = assertThrows(
                CommandFailure.class,
                () -> start(terminal.terminal(), false, "execution.state-recovery.path", savepoint));
        assertEquals(ExitCode.REFUSED_BY_CHECK, failure.exitCode());
    }

    @Test
    void a_file_is_no_directory_of_a_checkpoint() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "text");
        assertEquals(ExitCode.NOT_FOUND, heddle("checkpoints", "inspect", file.toString()), terminal.err());
    }

    @Test
    void another_file_system_takes_a_cluster() {
        for (String verb : List.of("list", "inspect", "verify", "gc")) {
            assertEquals(ExitCode.USAGE, heddle("checkpoints", verb, "hdfs://nn/checkpoints"), terminal.err());
        }
        assertTrue(terminal.err().contains("hdfs://nn/checkpoints is not on this machine"), terminal.err());
    }

    private Optional<String> start(Terminal asked, boolean fresh, String... settings) {
        ConfigurationBuilder builder = new ConfigurationBuilder()
                .put("execution.checkpointing.dir", checkpoints.toString(), Origin.commandLine("-D"));
        for (int i = 0; i < settings.length; i += 2) {
            builder.put(settings[i], settings[i + 1], Origin.commandLine("-D"));
        }
        builder.put("execution.state-recovery.fresh", String.valueOf(fresh), Origin.commandLine("--fresh"));
        Configuration configuration = builder.build().configuration();
        JobPlan plan = new JobPlan(JOB, "clicks", List.of(), List.of(), List.of(), Map.of());
        return new StartPoint(configuration, LocalStorage::new, asked, () -> alive)
                .of(plan)
                .restorePath();
    }

    @Test
    void starts_from_the_latest_or_the_named_one() {
        String latest = checkpoints + "/" + JOB.hex() + "/chk-8";
        String older = checkpoints + "/" + JOB.hex() + "/chk-7";
        assertEquals(Optional.of(latest), start(terminal.terminal(), false, "execution.state-recovery.path", "latest"));
        assertEquals(
                Optional.of(older), start(terminal.terminal(), false, "execution.state-recovery.path", older + "/"));
        CommandFailure failure = assertThrows(
                CommandFailure.class,
                () -> start(terminal.terminal(), false, "execution.state-recovery.path", directory + "/none"));
        assertEquals(ExitCode.NOT_FOUND, failure.exitCode());
    }

    @Test
    void checkpoints_of_a_running_job_do_not_count() {
        alive = Set.of(JOB.hex());
        assertEquals(Optional.empty(), start(terminal.terminal(), false));
        CommandFailure failure = assertThrows(
                CommandFailure.class,
                () -> start(terminal.terminal(), false, "execution.state-recovery.path", "latest"));
        assertEquals(ExitCode.NOT_FOUND, failure.exitCode());
    }

    @Test
    void a_job_is_not_given_the_id_of_one_that_has_left_checkpoints() {
        CommandFailure failure = assertThrows(
                CommandFailure.class, () -> start(terminal.terminal(), true, "pipeline.job-id", JOB.hex()));
        assertEquals(ExitCode.REFUSED_BY_CHECK, failure.exitCode());
        assertTrue(failure.problem().what().contains(checkpoints + "/" + JOB.hex()), failure.getMessage());
        // The same submission once more.
        alive = Set.of(JOB.hex());
        assertEquals(Optional.empty(), start(terminal.terminal(), true, "pipeline.job-id", JOB.hex()));
    }

    @Test
    void what_a_master_has_refused_ends_as_if_the_client_had() {
        assertEquals(
                Optional.of(ExitCode.REFUSED_BY_CHECK),
                StartPoint.refusal("The program failed: " + LeftState.REFUSAL + "chk-8."));
        assertEquals(
                Optional.of(ExitCode.NOT_FOUND),
                StartPoint.refusal("The program failed: " + LeftState.NOTHING + "'a'."));
        assertEquals(Optional.empty(), StartPoint.refusal("The job failed."));
    }

    @Test
    void starting_from_nothing_by_mistake_is_refused_or_asked_about() {
        CommandFailure failure = assertThrows(CommandFailure.class, () -> start(terminal.terminal(), false));
        assertEquals(ExitCode.REFUSED_BY_CHECK, failure.exitCode());
        assertTrue(failure.problem().why().contains("chk-8"), failure.problem().why());
        assertTrue(
                failure.problem().mend().contains("--fresh"), failure.problem().mend());
        assertEquals(Optional.empty(), start(terminal.terminal(), true));
        assertEquals(Optional.empty(), start(FakeTerminal.interactive("n\n"), false));
        assertEquals(
                Optional.of(checkpoints + "/" + JOB.hex() + "/chk-8"), start(FakeTerminal.interactive("\n"), false));
    }
}
