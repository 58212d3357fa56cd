package io.heddle.client.cli;

import io.heddle.client.cluster.ApplicationView;
import io.heddle.client.cluster.Cluster;
import io.heddle.client.session.Applications;
import io.heddle.client.session.JobFinder;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.client.terminal.Terminal;
import io.heddle.client.why.ApplicationDiagnosis;
import io.heddle.client.why.ContainerDiagnosis;
import io.heddle.client.why.JobDiagnosis;
import io.heddle.client.why.Records;
import io.heddle.client.why.Verdict;
import io.heddle.core.config.Configuration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code heddle why}: why an application, a container or a job ended, or what it waits for. */
final class WhyCommand implements Command {
    private static final Pattern CONTAINER = Pattern.compile("container_(?:e\\d+_)?(\\d+_\\d+)_\\d+_\\d+");

    @Override
    public String name() {
        return "why";
    }

    @Override
    public String summary() {
        return "Tells why an application, a container or a job ended, or what it waits for; also after the end.";
    }

    @Override
    public String usage() {
        return "[OPTIONS] APPLICATION|CONTAINER|JOB";
    }

    @Override
    public OptionTable options() {
        return CommonOptions.forRunning();
    }

    @Override
    public int mostOperands() {
        return 1;
    }

    @Override
    public ExitCode run(ParsedCommand line, Context context) {
        CommonOptions.warnOfNoOps(options(), line, context.terminal());
        String what = line.operand(0)
                .orElseThrow(
                        () -> CommandFailure.usage("Nothing is named.", "heddle why application_1700000000000_0001"));
        boolean json = CommonOptions.json(line);
        Configuration configuration = context.settings(CommonOptions.settings(options(), line));
        try (Cluster cluster = context.cluster(configuration)) {
            Applications applications = context.applications(cluster, configuration);
            Evidence evidence = new Evidence(cluster, applications, configuration);
            Matcher container = CONTAINER.matcher(what);
            Verdict verdict;
            if (what.startsWith("application_")) {
                verdict = ofApplication(applications.get(what), cluster, evidence);
            } else if (container.matches()) {
                verdict = ofContainer(what, applications.get("application_" + container.group(1)), cluster, evidence);
            } else if (what.startsWith("container_")) {
                throw CommandFailure.usage(
                        "'" + what + "' is no container id.", "It looks like container_1700000000000_0001_01_000002.");
            } else {
                verdict = ofJob(what, applications, cluster, evidence);
            }
            show(verdict, json, context.terminal());
            return ExitCode.OK;
        }
    }

    private static Verdict ofContainer(String id, ApplicationView view, Cluster cluster, Evidence evidence) {
        return ContainerDiagnosis.of(id, view, cluster.containers(view.id()), evidence.ofApplication(view))
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.NOT_FOUND,
                        "Nobody knows of a container " + id + " any more.",
                        "The ResourceManager keeps ended containers only where a history server runs, and " + view.id()
                                + " left no archive.",
                        "'yarn logs -applicationId " + view.id() + " -containerId " + id
                                + "' shows its logs; 'heddle why " + view.id() + "' explains the application."));
    }

    private static Verdict ofApplication(ApplicationView view, Cluster cluster, Evidence evidence) {
        return ApplicationDiagnosis.of(
                view, cluster.containers(view.id()), evidence.ofApplication(view), id -> evidence.ofJob(view, id));
    }

    /**
     * An ended job is in the archive, under its whole id. One that was killed with its application is not: then the
     * application's end is the job's.
     */
    private static Verdict ofJob(String job, Applications applications, Cluster cluster, Evidence evidence) {
        Optional<Records> past = evidence.ofEndedJob(job);
        if (past.isPresent()) {
            return JobDiagnosis.of(job, "", past.get());
        }
        Optional<ApplicationView> killed = evidence.applicationOf(job)
                .flatMap(cluster::application)
                .filter(view -> view.state().isFinal());
        if (killed.isPresent()) {
            return ofApplication(killed.get(), cluster, evidence);
        }
        JobFinder.Found found = new JobFinder(applications).find(job);
        return JobDiagnosis.of(found.jobId(), found.application().id(), found.master()::find);
    }

    private static void show(Verdict verdict, boolean json, Terminal terminal) {
        if (json) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("verdict", verdict.cause());
            fields.put("attributedTo", verdict.attributedTo().name());
            fields.put("evidence", verdict.evidence());
            fields.put("mend", verdict.mend());
            terminal.result(JsonLines.of(fields));
            return;
        }
        terminal.result("verdict:  " + verdict.cause());
        if (verdict.attributedTo() != Verdict.Blame.NOBODY) {
            terminal.result("cause:    "
                    + verdict.attributedTo().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        verdict.evidence().forEach(line -> terminal.result("evidence: " + line.replace("\n", "\n          ")));
        if (!verdict.mend().isEmpty()) {
            terminal.result("mend:     " + verdict.mend());
        }
    }
}
