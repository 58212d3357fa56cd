package io.heddle.client.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.heddle.client.cluster.ApplicationView;
import io.heddle.client.cluster.Cluster;
import io.heddle.client.cluster.ContainerView;
import io.heddle.client.session.Applications;
import io.heddle.client.session.JobFinder;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.client.terminal.Terminal;
import io.heddle.client.why.ExitStatuses;
import io.heddle.client.why.Verdict;
import io.heddle.core.config.Configuration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
    public ExitCode run(ParsedCommand line, Context context) {
        String what = line.operand(0)
                .orElseThrow(
                        () -> CommandFailure.usage("Nothing is named.", "heddle why application_1700000000000_0001"));
        Configuration configuration = context.settings(CommonOptions.settings(options(), line));
        try (Cluster cluster = context.cluster(configuration)) {
            Applications applications = context.applications(cluster, configuration);
            Matcher container = CONTAINER.matcher(what);
            Verdict verdict;
            if (what.startsWith("application_")) {
                verdict = ofApplication(applications.get(what), cluster, applications);
            } else if (container.matches()) {
                verdict = ofContainer(what, applications.get("application_" + container.group(1)), cluster);
            } else {
                verdict = ofJob(new JobFinder(applications).find(what));
            }
            show(verdict, CommonOptions.json(line), context.terminal());
            return ExitCode.OK;
        }
    }

    private static Verdict ofApplication(ApplicationView view, Cluster cluster, Applications applications) {
        List<String> evidence = new ArrayList<>();
        evidence.add("YARN: " + view.state() + ", final status " + view.outcome() + ", attempt "
                + (view.attempt().isEmpty() ? "none" : view.attempt()));
        if (!view.diagnostics().isBlank()) {
            evidence.add("diagnostics: " + view.diagnostics().strip());
        }
        if (!view.state().isFinal()) {
            return ofLiving(view, applications, evidence);
        }
        if (view.isSuccess()) {
            return new Verdict("It ended as it should.", Verdict.Blame.NOBODY, evidence, "");
        }
        if (view.state() == ApplicationView.State.KILLED) {
            return new Verdict("It was killed by a user or an administrator.", Verdict.Blame.OPERATOR, evidence, "");
        }
        Optional<Verdict> byStatus =
                ExitStatuses.in(view.diagnostics()).map(status -> ExitStatuses.verdict(status, view.diagnostics()));
        byStatus.ifPresent(verdict -> evidence.addAll(verdict.evidence()));
        for (ContainerView container : cluster.containers(view.id())) {
            if (container.ended() && container.exitStatus() != 0) {
                evidence.add(container.id() + " on " + container.node() + ": exit status " + container.exitStatus());
            }
        }
        String logs = "'yarn logs -applicationId " + view.id() + "' shows the logs.";
        return byStatus.map(verdict -> new Verdict(
                        verdict.cause(), verdict.attributedTo(), evidence, (verdict.mend() + " " + logs).strip()))
                .orElseGet(() ->
                        new Verdict("Its job failed, or its master gave up.", Verdict.Blame.UNKNOWN, evidence, logs));
    }

    private static Verdict ofLiving(ApplicationView view, Applications applications, List<String> evidence) {
        if (view.state() != ApplicationView.State.RUNNING) {
            return new Verdict(
                    "It has not ended; it waits in queue " + view.queue() + " for its master's container.",
                    Verdict.Blame.SCHEDULER,
                    evidence,
                    "'yarn-session.sh -q' shows how full the cluster is.");
        }
        for (JsonNode job : applications.open(view).get("/jobs/overview").path("jobs")) {
            evidence.add("job " + job.path("jid").asText() + " "
                    + job.path("state").asText() + " " + job.path("name").asText());
        }
        return new Verdict("It has not ended; it runs.", Verdict.Blame.NOBODY, evidence, "");
    }

    private static Verdict ofContainer(String id, ApplicationView view, Cluster cluster) {
        for (ContainerView container : cluster.containers(view.id())) {
            if (container.id().equals(id)) {
                if (!container.ended()) {
                    return new Verdict(
                            "It has not ended; it runs on " + container.node() + ".",
                            Verdict.Blame.NOBODY,
                            List.of(container.logUrl()),
                            "");
                }
                Verdict verdict = ExitStatuses.verdict(container.exitStatus(), container.diagnostics());
                List<String> evidence = new ArrayList<>(verdict.evidence());
                evidence.add("node " + container.node());
                if (!container.diagnostics().isBlank()) {
                    evidence.add("diagnostics: " + container.diagnostics().strip());
                }
                return new Verdict(verdict.cause(), verdict.attributedTo(), evidence, verdict.mend());
            }
        }
        throw new CommandFailure(
                ExitCode.NOT_FOUND,
                "The ResourceManager no longer knows the container " + id + ".",
                "It keeps ended containers only where a history server runs.",
                "'yarn logs -applicationId " + view.id() + " -containerId " + id + "' shows its logs; 'heddle why "
                        + view.id() + "' explains the application.");
    }

    private static Verdict ofJob(JobFinder.Found found) {
        String state = found.job().path("state").asText();
        List<String> evidence = new ArrayList<>();
        evidence.add("state " + state + " in " + found.application().id());
        JsonNode exceptions = found.master().get("/jobs/" + found.jobId() + "/exceptions");
        String root = exceptions.path("root-exception").asText("");
        for (JsonNode entry : exceptions.path("exceptionHistory").path("entries")) {
            evidence.add(entry.path("exceptionName").asText() + " in "
                    + entry.path("taskName").asText("the job"));
        }
        if (!root.isBlank()) {
            evidence.add(root.lines().findFirst().orElse(root));
        }
        return switch (state) {
            case "FINISHED" -> new Verdict("It finished.", Verdict.Blame.NOBODY, evidence, "");
            case "CANCELED" -> new Verdict("It was cancelled.", Verdict.Blame.OPERATOR, evidence, "");
            case "RUNNING" -> new Verdict("It has not ended; it runs.", Verdict.Blame.NOBODY, evidence, "");
            default ->
                new Verdict(
                        root.isBlank()
                                ? "It is " + state.toLowerCase(Locale.ROOT) + "."
                                : root.lines().findFirst().orElse(root),
                        Verdict.Blame.USER_CODE,
                        evidence,
                        "The whole stack trace: GET /jobs/" + found.jobId() + "/exceptions, or the logs.");
        };
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
