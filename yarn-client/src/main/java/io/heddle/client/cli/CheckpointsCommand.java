package io.heddle.client.cli;

import io.heddle.client.checkpoints.CheckpointDirectory;
import io.heddle.client.checkpoints.Garbage;
import io.heddle.client.checkpoints.Verification;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.client.terminal.Terminal;
import io.heddle.core.checkpoint.CheckpointMetadata;
import io.heddle.core.checkpoint.Segment;
import io.heddle.core.checkpoint.stored.CheckpointCatalogue;
import io.heddle.core.checkpoint.stored.LineageKeys;
import io.heddle.core.checkpoint.stored.StoredCheckpoint;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.StateSettings;
import io.heddle.core.fault.Problem;
import io.heddle.core.storage.Storage;
import io.heddle.core.storage.StoredFile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code heddle checkpoints}: looks into checkpoints and savepoints without a running job. */
final class CheckpointsCommand implements Command {
    private static final Duration LEAST_AGE = Duration.ofHours(24);

    @Override
    public String name() {
        return "checkpoints";
    }

    @Override
    public String summary() {
        return "Shows checkpoints and savepoints, reads them through, and clears away what none of them needs.";
    }

    @Override
    public String usage() {
        return "[OPTIONS] list [DIR] | inspect DIR | verify DIR | gc DIR";
    }

    @Override
    public OptionTable options() {
        return new OptionTable(List.of(
                OptionSpec.flag("dry-run", "dry-run", "gc: shows what would be deleted, and deletes nothing."),
                CommonOptions.DEFINE,
                CommonOptions.OUTPUT,
                CommonOptions.VERBOSE,
                CommonOptions.HELP));
    }

    @Override
    public List<String> notes() {
        return List.of(
                "",
                "list and gc take the directory of all jobs, of one job or of one checkpoint; list also takes one above"
                        + " these (without: " + StateSettings.CHECKPOINT_DIRECTORY.key()
                        + "). inspect, verify and gc end with 4 if what they must"
                        + " read is damaged, and with 8 if nothing is there. gc deletes only files of jobs, older than "
                        + LEAST_AGE.toHours() + " hours, that no checkpoint in the directory of all jobs, in "
                        + StateSettings.CHECKPOINT_DIRECTORY.key() + " or in " + StateSettings.SAVEPOINT_DIRECTORY.key()
                        + " refers to.");
    }

    @Override
    public int mostOperands() {
        return 2;
    }

    @Override
    public ExitCode run(ParsedCommand line, Context context) {
        List<String> words = line.operands();
        boolean dryRun = line.has("dry-run");
        Configuration configuration = context.settings(CommonOptions.settings(options(), line));
        String verb = words.isEmpty() ? "" : words.get(0);
        String directory = words.size() > 1
                ? words.get(1)
                : configuration
                        .find(StateSettings.CHECKPOINT_DIRECTORY)
                        .filter(path -> verb.equals("list"))
                        .orElseThrow(() -> CommandFailure.usage(
                                "'heddle checkpoints' needs what to do and a directory.",
                                "heddle checkpoints list hdfs:///checkpoints"));
        Storage storage = context.storage(configuration);
        boolean json = CommonOptions.json(line);
        try {
            return switch (verb) {
                case "list" -> list(directory, storage, json, context.terminal());
                case "inspect" -> inspect(directory, storage, json, context.terminal());
                case "verify" ->
                    verify(directory, storage, context.lineageKeys(configuration), json, context.terminal());
                case "gc" -> gc(directory, storage, dryRun, context, configuration);
                default ->
                    throw CommandFailure.usage(
                            "There is no 'heddle checkpoints " + verb + "'.", "Use list, inspect, verify or gc.");
            };
        } catch (IOException e) {
            throw explained(e, directory);
        }
    }

    private static CommandFailure explained(IOException e, String directory) {
        if (e instanceof Garbage.Unknown) {
            return new CommandFailure(
                    ExitCode.REFUSED_BY_CHECK,
                    new Problem(
                            "Nothing was deleted: which files a damaged checkpoint needs is not known.",
                            String.valueOf(e.getMessage()),
                            "Delete that checkpoint's directory if it is of no use, and run gc again."),
                    e);
        }
        return CheckpointDirectory.explained(directory, e);
    }

    /** A word that is misspelt must not look like a directory without checkpoints. */
    private static void mustBeThere(String directory, Storage storage) throws IOException {
        if (!storage.exists(directory)) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND,
                    "There is no directory " + directory + ".",
                    "",
                    "Give the directory of all jobs' checkpoints, of one job or of one checkpoint.");
        }
    }

    private static ExitCode list(String directory, Storage storage, boolean json, Terminal terminal)
            throws IOException {
        mustBeThere(directory, storage);
        List<StoredCheckpoint> found = new CheckpointCatalogue(storage)
                .farBelow(directory, (path, why) -> terminal.warn(path + " cannot be read: " + why.getMessage()));
        if (json) {
            terminal.result(
                    JsonLines.of(found.stream().map(CheckpointsCommand::fields).toList()));
            return ExitCode.OK;
        }
        if (found.isEmpty()) {
            terminal.say("No checkpoints below " + directory + ".");
        }
        for (StoredCheckpoint each : found) {
            CheckpointMetadata metadata = each.metadata();
            terminal.result(String.format(
                    "%s  %s  %-10s %10s  %s  %s",
                    Instant.ofEpochMilli(metadata.completedMs()),
                    metadata.job(),
                    metadata.kind().isSavepoint() ? "savepoint" : "chk-" + metadata.checkpointId(),
                    size(each.stateBytes()),
                    metadata.jobName(),
                    each.directory()));
        }
        return ExitCode.OK;
    }

    private static Map<String, Object> fields(StoredCheckpoint each) {
        CheckpointMetadata metadata = each.metadata();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("path", each.directory());
        fields.put("jobId", metadata.job().hex());
        fields.put("jobName", metadata.jobName());
        fields.put("checkpointId", metadata.checkpointId());
        fields.put("kind", metadata.kind().name());
        fields.put("startedMs", metadata.startedMs());
        fields.put("completedMs", metadata.completedMs());
        fields.put("stateBytes", each.stateBytes());
        return fields;
    }

    private static ExitCode inspect(String directory, Storage storage, boolean json, Terminal terminal)
            throws IOException {
        StoredCheckpoint checkpoint = CheckpointDirectory.read(directory, storage);
        Map<String, Object> fields = fields(checkpoint);
        fields.put("lineage", checkpoint.file().lineage());
        fields.put(
                "files",
                checkpoint.slices().stream().map(part -> part.path()).distinct().count());
        List<Map<String, Object>> operators = checkpoint.metadata().operators().stream()
                .map(CheckpointsCommand::operator)
                .toList();
        if (json) {
            fields.put("operators", operators);
            terminal.result(JsonLines.of(fields));
            return ExitCode.OK;
        }
        fields.forEach((name, value) -> terminal.result(String.format("%-13s %s", name, value)));
        for (Map<String, Object> operator : operators) {
            terminal.result("");
            operator.forEach((name, value) -> {
                if (value instanceof Map<?, ?> states) {
                    states.forEach((state, bytes) -> terminal.result(String.format("  state %s: %s", state, bytes)));
                } else {
                    terminal.result(String.format("%-15s %s", name, value));
                }
            });
        }
        return ExitCode.OK;
    }

    private static Map<String, Object> operator(CheckpointMetadata.OperatorState operator) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("operator", operator.name());
        fields.put("uid", operator.uid().isEmpty() ? "(none; found by its place in the plan)" : operator.uid());
        fields.put("id", operator.operatorId());
        fields.put("parallelism", operator.parallelism());
        fields.put("maxParallelism", operator.maxParallelism());
        Map<String, String> states = new TreeMap<>();
        Map<String, Long> bytes = new TreeMap<>();
        for (CheckpointMetadata.SubtaskState task : operator.tasks()) {
            for (Segment segment : task.segments()) {
                String state = segment.name() + " (" + segment.kind().name().toLowerCase(Locale.ROOT) + ", "
                        + segment.format() + ")";
                bytes.merge(state, segment.slice().length(), Long::sum);
            }
        }
        bytes.forEach((state, length) -> states.put(state, size(length)));
        fields.put("states", states);
        return fields;
    }

    private static ExitCode verify(
            String directory, Storage storage, Optional<LineageKeys> keys, boolean json, Terminal terminal)
            throws IOException {
        StoredCheckpoint checkpoint = CheckpointDirectory.read(directory, storage);
        Verification verification = Verification.of(checkpoint, storage, keys);
        if (json) {
            Map<String, Object> fields = fields(checkpoint);
            fields.put("whole", verification.isWhole());
            fields.put("files", verification.files());
            fields.put("bytes", verification.bytes());
            fields.put("problems", verification.problems());
            terminal.result(JsonLines.of(fields));
        } else {
            verification.problems().forEach(terminal::result);
        }
        if (!verification.isWhole()) {
            throw new CommandFailure(
                    ExitCode.REFUSED_BY_CHECK,
                    checkpoint.directory() + " is damaged ("
                            + counted(verification.problems().size()) + ").",
                    verification.problems().get(0),
                    "Restore from another one: 'heddle checkpoints list' shows what there is.");
        }
        if (!json) {
            terminal.result("whole: " + verification.files() + " files, " + size(verification.bytes()) + ", of "
                    + Instant.ofEpochMilli(checkpoint.metadata().completedMs())
                    + (keys.isPresent() ? ", signed by its lineage" : " (signature not checked: no cluster is known)"));
        }
        return ExitCode.OK;
    }

    private static String counted(int problems) {
        return problems == 1 ? "1 part" : problems + " parts";
    }

    private static ExitCode gc(
            String directory, Storage storage, boolean dryRun, Context context, Configuration configuration)
            throws IOException {
        mustBeThere(directory, storage);
        List<String> elsewhere = Stream.of(StateSettings.CHECKPOINT_DIRECTORY, StateSettings.SAVEPOINT_DIRECTORY)
                .flatMap(setting -> configuration.find(setting).stream())
                .filter(path -> !path.isBlank())
                .toList();
        long beforeMs = context.pause().clock().wallMs() - LEAST_AGE.toMillis();
        List<StoredFile> garbage = new Garbage(storage).in(directory, elsewhere, beforeMs);
        long bytes = 0;
        for (StoredFile file : garbage) {
            bytes += file.length();
            context.terminal().result(file.path());
            if (!dryRun) {
                storage.delete(file.path());
            }
        }
        context.terminal()
                .say((dryRun ? "would delete " : "deleted ") + garbage.size() + " files, " + size(bytes)
                        + " (only files that no checkpoint refers to, older than " + LEAST_AGE.toHours() + " hours)");
        return ExitCode.OK;
    }

    private static String size(long bytes) {
        if (bytes < 10 * 1024) {
            return bytes + " B";
        }
        return bytes < 10L * 1024 * 1024
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1024.0)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1024.0 / 1024.0);
    }
}
