package io.heddle.client.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.heddle.client.cluster.ApplicationView;
import io.heddle.client.cluster.Cluster;
import io.heddle.client.session.Applications;
import io.heddle.client.session.JobStates;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.core.config.Configuration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code heddle list}: jobs over all of the user's applications, or of one. */
final class ListCommand implements Command {
    private static final Set<String> SCHEDULED = Set.of("CREATED", "INITIALIZING", "RESTARTING", "RECONCILING");

    @Override
    public String name() {
        return "list";
    }

    @Override
    public String summary() {
        return "Lists jobs: application, job id, name, state, how it started.";
    }

    @Override
    public String usage() {
        return "[OPTIONS]";
    }

    @Override
    public OptionTable options() {
        return CommonOptions.forRunning(
                OptionSpec.flag("a", "all", "Ended jobs too."),
                OptionSpec.flag("r", "running", "Running jobs only."),
                OptionSpec.flag("s", "scheduled", "Jobs only that wait for workers or for a restart."),
                CommonOptions.MANAGER);
    }

    private record Row(ApplicationView application, String jobId, String name, String state, String origin) {}

    @Override
    public int mostOperands() {
        return 0;
    }

    @Override
    public ExitCode run(ParsedCommand line, Context context) {
        CommonOptions.warnOfNoOps(options(), line, context.terminal());
        Configuration configuration = context.settings(CommonOptions.settings(options(), line));
        List<Row> rows = new ArrayList<>();
        try (Cluster cluster = context.cluster(configuration)) {
            Applications applications = context.applications(cluster, configuration);
            List<ApplicationView> asked = applications.named().map(List::of).orElseGet(applications::alive);
            for (ApplicationView application : asked) {
                addJobs(application, applications, line, context, rows);
            }
        }
        if (CommonOptions.json(line)) {
            context.terminal()
                    .result(JsonLines.of(rows.stream().map(ListCommand::fields).toList()));
        } else if (rows.isEmpty()) {
            context.terminal().say("No jobs.");
        } else {
            for (Row row : rows) {
                context.terminal()
                        .result(String.format(
                                "%s  %s  %-12s  %s%s",
                                row.application().id(),
                                row.jobId().isEmpty() ? "-".repeat(32) : row.jobId(),
                                row.state(),
                                row.name(),
                                row.origin().isEmpty() ? "" : "  (" + row.origin() + ")"));
            }
        }
        return ExitCode.OK;
    }

    private static void addJobs(
            ApplicationView application,
            Applications applications,
            ParsedCommand line,
            Context context,
            List<Row> rows) {
        Applications.requireAlive(application);
        if (application.state() != ApplicationView.State.RUNNING) {
            rows.add(new Row(
                    application, "", application.name(), application.state().name(), ""));
            return;
        }
        try {
            JsonNode jobs = applications.open(application).get("/jobs/overview").path("jobs");
            int before = rows.size();
            for (JsonNode job : jobs) {
                String state = job.path("state").asText();
                if (isWanted(state, line)) {
                    rows.add(new Row(
                            application,
                            job.path("jid").asText(),
                            job.path("name").asText(),
                            state,
                            job.path("origin").path("text").asText("")));
                }
            }
            if (rows.size() == before && !line.hasAny("r", "s")) {
                rows.add(new Row(application, "", application.name(), "no jobs", ""));
            }
        } catch (CommandFailure e) {
            context.terminal().warn(application.id() + ": " + e.problem().sentence());
            rows.add(new Row(application, "", application.name(), "unreachable", ""));
        }
    }

    private static boolean isWanted(String state, ParsedCommand line) {
        if (line.has("r") || line.has("s")) {
            return (line.has("r") && state.equals("RUNNING")) || (line.has("s") && SCHEDULED.contains(state));
        }
        return line.has("a") || !JobStates.hasEnded(state);
    }

    private static Map<String, Object> fields(Row row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("applicationId", row.application().id());
        fields.put("applicationName", row.application().name());
        fields.put("jobId", row.jobId());
        fields.put("name", row.name());
        fields.put("state", row.state());
        fields.put("origin", row.origin());
        return fields;
    }
}
