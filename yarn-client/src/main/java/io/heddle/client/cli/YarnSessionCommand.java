package io.heddle.client.cli;

import static io.heddle.client.cli.OptionSpec.Trait.HIDDEN;
import static io.heddle.client.cli.OptionSpec.Trait.MEGABYTES;
import static io.heddle.client.cli.OptionSpec.Trait.NEW_APPLICATION;
import static io.heddle.client.cli.OptionSpec.Trait.NO_OP;
import static io.heddle.client.cli.OptionSpec.Trait.REPEATABLE;
import static io.heddle.client.cli.OptionSpec.flag;
import static io.heddle.client.cli.OptionSpec.value;

import io.heddle.client.cluster.ApplicationView;
import io.heddle.client.cluster.Cluster;
import io.heddle.client.deploy.ClientSettings;
import io.heddle.client.deploy.Deployment;
import io.heddle.client.deploy.Installation;
import io.heddle.client.session.Applications;
import io.heddle.client.session.SessionConsole;
import io.heddle.client.submission.SubmissionPlan;
import io.heddle.client.submission.SubmissionRequest;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.client.terminal.Terminal;
import io.heddle.core.agent.ProcessEnd;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.YarnSettings;
import io.heddle.core.launch.MasterLaunch;
import java.util.ArrayList;
import java.util.List;

/** Starts a session, attaches to one, or shows the cluster. */
final class YarnSessionCommand {
    private static final OptionTable TABLE = new OptionTable(List.of(
            value("n", "container", "N", "Workers started at once; more come when a job needs them.")
                    .sets("heddle.initial-workers")
                    .with(NEW_APPLICATION),
            value("jm", "jobManagerMemory", "SIZE", "Memory of the master's container; a bare number is MB.")
                    .sets("jobmanager.memory.process.size")
                    .with(MEGABYTES, NEW_APPLICATION),
            value("tm", "taskManagerMemory", "SIZE", "Memory of a worker's container; a bare number is MB.")
                    .sets("taskmanager.memory.process.size")
                    .with(MEGABYTES, NEW_APPLICATION),
            value("s", "slots", "N", "Slots of a worker.")
                    .sets("taskmanager.numberOfTaskSlots")
                    .with(NEW_APPLICATION),
            flag("d", "detached", "Prints the application id and returns; the session goes on."),
            CommonOptions.DEFINE,
            value("id", "applicationId", "ID", "Attaches to a running session."),
            value("nm", "name", "NAME", "Name of the application.")
                    .sets("yarn.application.name")
                    .with(NEW_APPLICATION),
            value("qu", "queue", "QUEUE", "YARN queue.")
                    .sets("yarn.application.queue")
                    .with(NEW_APPLICATION),
            flag("q", "query", "Shows nodes and queues of the cluster, and starts nothing."),
            value("t", "ship", "PATH", "Ships a file or directory to every container.")
                    .sets("yarn.ship-files")
                    .with(REPEATABLE, NEW_APPLICATION),
            value("z", "zookeeperNamespace", "NAME", "The high-availability cluster id.")
                    .sets("high-availability.cluster-id")
                    .with(NEW_APPLICATION),
            value("at", "applicationType", "TYPE", "Type of the application.")
                    .sets("yarn.application.type")
                    .with(NEW_APPLICATION),
            value("nl", "nodeLabel", "LABEL", "Node label of the application.")
                    .sets("yarn.application.node-label")
                    .with(NEW_APPLICATION),
            flag("dry-run", "dry-run", "Shows what would be submitted, and submits nothing."),
            CommonOptions.VERBOSE,
            CommonOptions.HELP,
            flag("yd", "yarndetached", "Old name of -d.").with(HIDDEN),
            value("j", "jar", "JAR", "No effect: Heddle ships its own lib directory.")
                    .with(NO_OP, HIDDEN),
            value("m", "jobmanager", "ADDRESS", "No effect: YARN places the master.")
                    .with(NO_OP, HIDDEN),
            flag("st", "streaming", "No effect: there is no mode to choose.").with(NO_OP, HIDDEN)));

    OptionTable options() {
        return TABLE;
    }

    List<String> help(int width) {
        List<String> lines = new ArrayList<>();
        lines.add("usage: yarn-session.sh [OPTIONS]");
        lines.add("");
        lines.addAll(HelpText.options(TABLE, width));
        lines.add("");
        lines.add("End a session with: echo stop | yarn-session.sh -id ID");
        return lines;
    }

    ExitCode run(ParsedCommand line, Context context) {
        Terminal terminal = context.terminal();
        CommonOptions.warnOfNoOps(TABLE, line, terminal);
        if (line.has("yd")) {
            terminal.warn("-yd is an old form; write -d.");
        }
        if (!line.operands().isEmpty()) {
            throw CommandFailure.usage(
                    "'" + line.operands().get(0) + "' is no option of yarn-session.sh.",
                    "'yarn-session.sh -h' shows the options. Jobs are submitted with 'heddle run'.");
        }
        List<ClientSettings.Given> given = CommonOptions.settings(TABLE, line);
        Configuration configuration = context.settings(given);
        try (Cluster cluster = context.cluster(configuration)) {
            if (line.has("q")) {
                ClusterTable.lines(cluster.facts()).forEach(terminal::result);
                return ExitCode.OK;
            }
            return line.has("id")
                    ? attach(line, context, cluster, configuration)
                    : start(line, context, cluster, configuration);
        }
    }

    private static ExitCode attach(ParsedCommand line, Context context, Cluster cluster, Configuration configuration) {
        for (OptionSpec spec : TABLE.specs()) {
            if (spec.is(NEW_APPLICATION) && line.has(spec.shortName())) {
                throw CommandFailure.usage(
                        spec.shown() + " does not apply: with -id the session is already running.", "Leave it out.");
            }
        }
        Applications applications = context.applications(cluster, configuration);
        String id = line.value("id").orElseThrow();
        ApplicationView view = Applications.requireAlive(applications.get(id));
        if (line.hasAny("d", "yd")) {
            context.terminal().result(view.id());
            return ExitCode.OK;
        }
        return console(context, cluster, applications).run(view.id());
    }

    private static SessionConsole console(Context context, Cluster cluster, Applications applications) {
        return new SessionConsole(cluster, applications, context.terminal(), context.pause());
    }

    private static ExitCode start(ParsedCommand line, Context context, Cluster cluster, Configuration given) {
        Configuration configuration = ClientSettings.withCheckpointDirectory(given, cluster.baseDirectory());
        Terminal terminal = context.terminal();
        Installation installation = new Installation(context.environment());
        Deployment deployment = new Deployment(cluster, context.credentialFiles(), terminal, context.pause());
        SubmissionPlan plan = deployment.plan(new SubmissionRequest(
                MasterLaunch.Mode.SESSION,
                configuration,
                configuration.find(YarnSettings.APPLICATION_NAME).orElse("Heddle session"),
                installation.distribution(context.hadoopDirectories(configuration)),
                installation.userFiles(configuration),
                null,
                null,
                false,
                List.of()));
        if (line.has("dry-run")) {
            DryRun.show(plan, null, false, terminal);
            return ExitCode.OK;
        }
        ProcessEnd.whenTold("interrupted", deployment::abandon);
        ApplicationView view = deployment.deploy(plan, Deployment.WaitFor.RUNNING);
        if (line.hasAny("d", "yd")) {
            terminal.result(view.id());
            terminal.say("Submit with: heddle run -yid " + view.id()
                    + " JAR; end it with: echo stop | yarn-session.sh -id " + view.id());
            return ExitCode.OK;
        }
        terminal.result(view.id());
        return console(context, cluster, context.applications(cluster, configuration))
                .run(view.id());
    }
}
