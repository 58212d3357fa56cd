package io.heddle.client.cli;

import io.heddle.client.submission.SubmissionPlan;
import java.util.ArrayList;
import java.util.List;

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

    static List<String> lines(SubmissionPlan plan) {
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
