package io.heddle.client.cli;

import static io.heddle.client.cli.OptionSpec.Trait.HIDDEN;
import static io.heddle.client.cli.OptionSpec.Trait.MEGABYTES;
import static io.heddle.client.cli.OptionSpec.Trait.NEW_APPLICATION;
import static io.heddle.client.cli.OptionSpec.Trait.NO_OP;
import static io.heddle.client.cli.OptionSpec.Trait.REPEATABLE;
import static io.heddle.client.cli.OptionSpec.flag;
import static io.heddle.client.cli.OptionSpec.value;

import io.heddle.client.deploy.ClientSettings;
import io.heddle.client.deploy.Deployment;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.Terminal;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.ExecutionSettings;
import io.heddle.core.config.Scope;
import io.heddle.core.config.Settings;
import io.heddle.core.config.Trait;
import io.heddle.core.config.YarnSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The options of {@code heddle run}, and what they mean together. */
final class RunOptions {
    static final OptionTable TABLE = new OptionTable(List.of(
                    value("c", "class", "CLASS", "Class with the main method; by default the jar's Main-Class."),
                    value("p", "parallelism", "N", "Parallelism where the program gives none.")
                            .sets("parallelism.default"),
                    flag("d", "detached", "Returns when the job runs, instead of waiting for its end."),
                    value("s", "fromSavepoint", "PATH|latest", "Starts from a savepoint or checkpoint.")
                            .sets("execution.state-recovery.path"),
                    flag("n", "allowNonRestoredState", "Leaves out state of operators that are gone.")
                            .sets("execution.state-recovery.ignore-unclaimed-state"),
                    value("cm", "claimMode", "MODE", "claim or no-claim: who owns the savepoint.")
                            .sets("execution.state-recovery.claim-mode"),
                    value("rm", "restoreMode", "MODE", "Old name of -cm.")
                            .sets("execution.state-recovery.claim-mode")
                            .with(HIDDEN),
                    value("C", "classpath", "URL", "Adds a URL to the program's class path on every machine.")
                            .sets("pipeline.classpaths")
                            .with(REPEATABLE),
                    CommonOptions.DEFINE,
                    flag("sae", "shutdownOnAttachedExit", "Ends the job if this command is interrupted.")
                            .sets("execution.shutdown-on-attached-exit"),
                    flag("dry-run", "dry-run", "Shows what would be submitted, and submits nothing."),
                    flag("fresh", "fresh", "Starts without state even if a checkpoint of this job exists.")
                            .sets("execution.state-recovery.fresh"),
                    flag(
                                    "au",
                                    "allowUnverifiedState",
                                    "Starts even from a checkpoint of which nobody can tell who wrote it.")
                            .sets("execution.state-recovery.allow-unverified"),
                    value("wait", "wait", "STAGE", "Returns when accepted, running or finished."),
                    CommonOptions.OUTPUT,
                    value("t", "target", "TARGET", "yarn-session, yarn-per-job, yarn-application or local."),
                    value("e", "executor", "TARGET", "Old name of -t.").with(HIDDEN),
                    value("m", "jobmanager", "yarn-cluster", "yarn-cluster: the same as -t yarn-per-job."),
                    value("z", "zookeeperNamespace", "NAME", "The high-availability cluster id.")
                            .sets("high-availability.cluster-id")
                            .with(NEW_APPLICATION),
                    value("j", "jarfile", "JAR", "The program's jar, instead of the first argument.")
                            .with(HIDDEN),
                    CommonOptions.VERBOSE,
                    CommonOptions.HELP))
            .plus(yarn());

    private RunOptions() {}

    private static OptionSpec[] yarn() {
        return new OptionSpec[] {
            CommonOptions.APPLICATION,
            value("yjm", "yarnjobManagerMemory", "SIZE", "Memory of the master's container; a bare number is MB.")
                    .sets("jobmanager.memory.process.size")
                    .with(MEGABYTES, NEW_APPLICATION),
            value("ytm", "yarntaskManagerMemory", "SIZE", "Memory of a worker's container; a bare number is MB.")
                    .sets("taskmanager.memory.process.size")
                    .with(MEGABYTES, NEW_APPLICATION),
            value("ys", "yarnslots", "N", "Slots of a worker.")
                    .sets("taskmanager.numberOfTaskSlots")
                    .with(NEW_APPLICATION),
            value("yn", "yarncontainer", "N", "Workers started at once; more come when a job needs them.")
                    .sets("heddle.initial-workers")
                    .with(NEW_APPLICATION),
            value("yqu", "yarnqueue", "QUEUE", "YARN queue.")
                    .sets("yarn.application.queue")
                    .with(NEW_APPLICATION),
            value("ynm", "yarnname", "NAME", "Name of the application.")
                    .sets("yarn.application.name")
                    .with(NEW_APPLICATION),
            value("yat", "yarnapplicationType", "TYPE", "Type of the application.")
                    .sets("yarn.application.type")
                    .with(NEW_APPLICATION),
            value("ynl", "yarnnodeLabel", "LABEL", "Node label of the application.")
                    .sets("yarn.application.node-label")
                    .with(NEW_APPLICATION),
            value("yt", "yarnship", "PATH", "Ships a file or directory to every container.")
                    .sets("yarn.ship-files")
                    .with(REPEATABLE, NEW_APPLICATION),
            value("yz", "yarnzookeeperNamespace", "NAME", "The high-availability cluster id.")
                    .sets("high-availability.cluster-id")
                    .with(NEW_APPLICATION),
            value("yD", "yarndefine", "KEY=VALUE", "The same as -D.").with(REPEATABLE),
            value("yp", "yarnparallelism", "N", "The same as -p.")
                    .sets("parallelism.default")
                    .with(HIDDEN),
            flag("yq", "yarnquery", "Shows nodes and queues of the cluster, and runs nothing."),
            flag("yd", "yarndetached", "Old name of -d.").with(HIDDEN),
            value("yj", "yarnjar", "JAR", "No effect: Heddle ships its own lib directory.")
                    .with(NO_OP, HIDDEN),
            flag("yst", "yarnstreaming", "No effect: there is no mode to choose.")
                    .with(NO_OP, HIDDEN)
        };
    }

    /**
     * What was asked for.
     *
     * @param target empty if the session is to be found
     * @param jar path of the program
     * @param waitFor how far the command waits
     */
    record Asked(
            Optional<ExecutionSettings.Target> target,
            Optional<String> mainClass,
            String jar,
            List<String> arguments,
            Deployment.WaitFor waitFor,
            boolean json,
            boolean dryRun) {}

    /** Settings of the command line, warnings of no-ops included. */
    static List<ClientSettings.Given> settings(ParsedCommand line, Terminal terminal) {
        CommonOptions.warnOfNoOps(TABLE, line, terminal);
        warnOld(line, terminal, Map.of("yd", "-d", "e", "-t", "rm", "-cm"));
        List<ClientSettings.Given> given = new ArrayList<>(CommonOptions.settings(TABLE, line));
        if (line.hasAny("d", "yd")) {
            given.add(new ClientSettings.Given("execution.attached", "false", line.has("d") ? "-d" : "-yd"));
        }
        return given;
    }

    private static void warnOld(ParsedCommand line, Terminal terminal, Map<String, String> newer) {
        newer.forEach((old, modern) -> {
            if (line.has(old)) {
                terminal.warn("-" + old + " is an old form; write " + modern + ".");
            }
        });
    }

    /** Interprets and checks what the options mean together. */
    static Asked interpret(ParsedCommand line, Configuration configuration, boolean applicationMode) {
        Optional<ExecutionSettings.Target> target = target(line, configuration, applicationMode);
        requireApplicable(line, target.orElse(ExecutionSettings.Target.YARN_SESSION));
        List<String> operands = new ArrayList<>(line.operands());
        String jar = line.value("j")
                .or(() -> operands.isEmpty() ? Optional.empty() : Optional.of(operands.remove(0)))
                .orElseThrow(() ->
                        CommandFailure.usage("The program's jar is missing.", "heddle run [OPTIONS] JAR [ARGUMENTS]"));
        boolean attached = configuration.get(ExecutionSettings.ATTACHED);
        Deployment.WaitFor waitFor = line.value("wait")
                .map(RunOptions::stage)
                .orElse(attached ? Deployment.WaitFor.FINISHED : Deployment.WaitFor.RUNNING);
        if (line.hasAny("d", "yd") && waitFor == Deployment.WaitFor.FINISHED) {
            throw CommandFailure.usage("-d and --wait finished contradict each other.", "Leave one of them out.");
        }
        if (line.hasAny("d", "yd") && line.has("sae")) {
            throw CommandFailure.usage(
                    "-sae does not apply with -d: this command does not stay to be interrupted.",
                    "Leave one of them out.");
        }
        if (target.equals(Optional.of(ExecutionSettings.Target.LOCAL))
                && configuration.find(ExecutionSettings.SAVEPOINT_PATH).equals(Optional.of("latest"))) {
            throw CommandFailure.usage("-s latest does not apply with -t local.", "Give the path: -s PATH.");
        }
        if (line.has("fresh")
                && configuration.find(ExecutionSettings.SAVEPOINT_PATH).isPresent()) {
            throw CommandFailure.usage(
                    "--fresh and a checkpoint to start from contradict each other.", "Leave one out.");
        }
        return new Asked(
                target,
                line.value("c"),
                jar,
                List.copyOf(operands),
                waitFor,
                CommonOptions.json(line),
                line.has("dry-run"));
    }

    private static Deployment.WaitFor stage(String text) {
        try {
            return Deployment.WaitFor.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("--wait is accepted, running or finished, not '" + text + "'.", "");
        }
    }

    private static Optional<ExecutionSettings.Target> target(
            ParsedCommand line, Configuration configuration, boolean applicationMode) {
        Optional<ExecutionSettings.Target> byTarget = line.value("t")
                .or(() -> line.value("e"))
                .map(RunOptions::targetNamed)
                .or(() -> configuration.explicit(ExecutionSettings.TARGET));
        Optional<String> manager = line.value("m");
        if (manager.isPresent() && !manager.get().equals("yarn-cluster")) {
            throw CommandFailure.usage(
                    "-m " + manager.get() + " names no target: jobs run on YARN.",
                    "Use -m yarn-cluster for an application of its own, or -yid ID for a running session.");
        }
        if (manager.isPresent()
                && line.hasAny("t", "e")
                && byTarget.filter(t -> t != ExecutionSettings.Target.YARN_PER_JOB)
                        .isPresent()) {
            throw CommandFailure.usage("-m yarn-cluster and -t name different targets.", "Leave one of them out.");
        }
        boolean named = line.has("yid");
        boolean asksForNew = manager.isPresent()
                || applicationMode
                || (line.hasAny("t", "e") && byTarget.filter(RunOptions::isNew).isPresent());
        if (named && asksForNew) {
            throw CommandFailure.usage(
                    "-yid names a running application, but a new one is asked for too.",
                    "Leave out -yid, or what asks for a new one (-m yarn-cluster, -t, run-application).");
        }
        if (named && !line.hasAny("t", "e")) {
            return Optional.of(ExecutionSettings.Target.YARN_SESSION);
        }
        if (applicationMode) {
            return Optional.of(ExecutionSettings.Target.YARN_APPLICATION);
        }
        if (manager.isPresent()) {
            return Optional.of(ExecutionSettings.Target.YARN_PER_JOB);
        }
        if (byTarget.isEmpty() && configuration.isSet(YarnSettings.APPLICATION_ID)) {
            return Optional.of(ExecutionSettings.Target.YARN_SESSION);
        }
        return byTarget;
    }

    private static boolean isNew(ExecutionSettings.Target target) {
        return target == ExecutionSettings.Target.YARN_PER_JOB || target == ExecutionSettings.Target.YARN_APPLICATION;
    }

    private static ExecutionSettings.Target targetNamed(String name) {
        try {
            return ExecutionSettings.TARGET.type().parse().apply(name);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(
                    "There is no target '" + name + "'.", "Use yarn-session, yarn-per-job, yarn-application or local.");
        }
    }

    /** A running session has its own settings; a job brings only those that belong to jobs. */
    private static void requireForJob(ClientSettings.Given given) {
        boolean ignored = Settings.find(given.key())
                .filter(setting -> !setting.traits().contains(Trait.WITHOUT_EFFECT)
                        && !setting.scopes().contains(Scope.JOB)
                        && !setting.scopes().contains(Scope.CLIENT))
                .isPresent();
        if (ignored) {
            throw CommandFailure.usage(
                    given.option() + " " + given.key()
                            + " does not apply: the job goes into a running session, which has this setting already.",
                    "Give it when the session is started (yarn-session.sh -D " + given.key()
                            + "=...), or give the job an application of its own with -m yarn-cluster.");
        }
    }

    /** An option that could only be ignored is an error: whoever gave it meant something by it. */
    private static void requireApplicable(ParsedCommand line, ExecutionSettings.Target target) {
        for (OptionSpec spec : TABLE.specs()) {
            if (spec.is(NEW_APPLICATION) && !isNew(target) && line.has(spec.shortName())) {
                String why = target == ExecutionSettings.Target.LOCAL
                        ? "with -t local there is no YARN application."
                        : "the job goes into a running session, whose containers are already chosen.";
                throw CommandFailure.usage(
                        spec.shown() + " does not apply: " + why,
                        "Leave it out, or give the job an application of its own with -m yarn-cluster.");
            }
        }
        if (target == ExecutionSettings.Target.YARN_SESSION) {
            CommonOptions.settings(TABLE, line).forEach(RunOptions::requireForJob);
        }
        if (target == ExecutionSettings.Target.LOCAL) {
            for (String option : List.of("yid", "d", "yd", "wait", "dry-run")) {
                if (line.has(option)) {
                    String shown = TABLE.find(option).orElseThrow().shown();
                    throw CommandFailure.usage(
                            shown + " does not apply with -t local: the job ends with this process.", "Leave it out.");
                }
            }
        }
    }
}
