package io.heddle.client.cli;

import io.heddle.client.deploy.PlanText;
import io.heddle.client.submission.SubmissionPlan;
import io.heddle.client.submission.Submitter;
import io.heddle.client.terminal.Terminal;
import io.heddle.core.memory.MemoryBudget;
import io.heddle.core.plan.JobPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a dry run shows. */
final class DryRun {
    private DryRun() {}

    /** Ends the program once its plan was shown; no failure. */
    static final class Shown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Shown() {
            super("the plan was shown", null, false, false);
        }
    }

    static boolean wasShown(Throwable failure) {
        for (Throwable current = failure; current != null; current = current.getCause()) {
            if (current instanceof Shown) {
                return true;
            }
        }
        return false;
    }

    /** Shows what would be submitted; a plan that could not work ends the command. */
    static void show(SubmissionPlan submission, @Nullable JobPlan plan, boolean json, Terminal terminal) {
        if (json) {
            terminal.result(JsonLines.of(fields(submission, plan)));
        } else {
            lines(submission).forEach(terminal::result);
            if (plan != null) {
                terminal.result(PlanText.json(plan));
            }
        }
        Submitter.requireWorkable(submission);
    }

    private static Map<String, Object> fields(SubmissionPlan submission, @Nullable JobPlan plan) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", submission.request().name());
        fields.put("staging", submission.stagingDirectory());
        fields.put("memory", submission.budgets().stream().map(DryRun::budget).toList());
        fields.put("files", submission.uploadFields());
        fields.put("remarks", submission.remarks());
        fields.put("errors", submission.errors());
        if (plan != null) {
            fields.put("plan", PlanText.tree(plan));
        }
        return fields;
    }

    private static Map<String, Object> budget(MemoryBudget budget) {
        Map<String, Object> parts = new LinkedHashMap<>();
        budget.lines().forEach(line -> parts.put(line.part(), line.size().bytes()));
        return Map.of("process", budget.process(), "totalMb", budget.totalMb(), "partsBytes", parts);
    }

    private static List<String> lines(SubmissionPlan plan) {
        List<String> lines = new ArrayList<>();
        lines.add("application name: " + plan.request().name());
        lines.add("staging: " + plan.stagingDirectory());
        plan.budgets().forEach(budget -> lines.addAll(budget.table()));
        lines.add("files:");
        plan.uploadLines().forEach(line -> lines.add("  " + line));
        plan.remarks().forEach(remark -> lines.add("remark: " + remark));
        plan.errors().forEach(error -> lines.add("ERROR: " + error));
        return lines;
    }
}
