package io.heddle.client.why;

import io.heddle.client.cluster.ApplicationView;
import io.heddle.client.cluster.ContainerView;
import io.heddle.client.session.JobStates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Puts together what YARN, the master or its archive know of an application's end. */
public final class ApplicationDiagnosis {
    private static final String MAIN_FAILED = "The program's main method threw an exception: ";

    private ApplicationDiagnosis() {}

    /**
     * The verdict on an application.
     *
     * @param records of the application, if its master runs or left an archive
     * @param ofJob records of one of its jobs, by id
     */
    public static Verdict of(
            ApplicationView view,
            List<ContainerView> containers,
            Optional<Records> records,
            Function<String, Optional<Records>> ofJob) {
        List<String> evidence = evidence(view, containers);
        if (!view.state().isFinal()) {
            return ofLiving(view, records, ofJob, evidence);
        }
        if (view.isSuccess()) {
            return new Verdict("It ended as it should.", Verdict.Blame.NOBODY, evidence, "");
        }
        if (view.state() == ApplicationView.State.KILLED) {
            return new Verdict(
                    "It was killed by a user or an administrator.",
                    Verdict.Blame.OPERATOR,
                    evidence,
                    "Look who did; the ResourceManager's audit log has the time.");
        }
        String logs = "'yarn logs -applicationId " + view.id() + "' shows the logs.";
        Verdict verdict = ofFailedJob(view, records, ofJob).orElseGet(() -> byDiagnostics(view));
        return joined(verdict, evidence, (verdict.mend() + " " + logs).strip());
    }

    private static List<String> evidence(ApplicationView view, List<ContainerView> containers) {
        List<String> evidence = new ArrayList<>();
        evidence.add("YARN: " + view.state() + ", final status " + view.outcome() + ", attempt "
                + (view.attempt().isEmpty() ? "none" : view.attempt()));
        if (!view.diagnostics().isBlank()) {
            evidence.add("diagnostics: " + Losses.shortened(firstLines(view.diagnostics())));
        }
        for (ContainerView container : containers) {
            if (container.ended() && container.exitStatus() != 0) {
                evidence.add(container.id() + " on " + container.node() + ": exit status " + container.exitStatus());
            }
        }
        return evidence;
    }

    /** Without the frames of a stack trace. */
    private static String firstLines(String diagnostics) {
        return diagnostics
                .lines()
                .filter(line -> !line.startsWith("\tat ") && !line.startsWith("\t... "))
                .reduce((one, other) -> one + "\n" + other)
                .orElse("")
                .strip();
    }

    private static Verdict ofLiving(
            ApplicationView view,
            Optional<Records> records,
            Function<String, Optional<Records>> ofJob,
            List<String> evidence) {
        if (view.state() != ApplicationView.State.RUNNING) {
            return new Verdict(
                    "It has not ended; it waits in queue " + view.queue() + " for its master's container.",
                    Verdict.Blame.SCHEDULER,
                    evidence,
                    "'yarn-session.sh -q' shows how full the cluster is.");
        }
        records.ifPresent(known -> {
            known.list("/jobs/overview", "jobs")
                    .forEach(job -> evidence.add("job " + job.path("jid").asText() + " "
                            + job.path("state").asText() + " "
                            + job.path("name").asText()));
            Losses.in(known).forEach(loss -> evidence.add(Losses.line(loss)));
        });
        // The application of a job outlives it for a moment, and that is when its owner asks.
        if (records.isPresent() && nothingRuns(records.get())) {
            Optional<Verdict> failed = ofFailedJob(view, records, ofJob);
            if (failed.isPresent()) {
                return joined(failed.get(), evidence, failed.get().mend());
            }
        }
        return new Verdict("It has not ended; it runs.", Verdict.Blame.NOBODY, evidence, "");
    }

    private static boolean nothingRuns(Records known) {
        return known.list("/jobs/overview", "jobs").stream()
                .allMatch(job -> JobStates.hasEnded(job.path("state").asText()));
    }

    private static Verdict joined(Verdict verdict, List<String> evidence, String mend) {
        List<String> all = new ArrayList<>(evidence);
        verdict.evidence().stream().filter(line -> !all.contains(line)).forEach(all::add);
        return new Verdict(verdict.cause(), verdict.attributedTo(), all, mend);
    }

    private static Optional<Verdict> ofFailedJob(
            ApplicationView view, Optional<Records> records, Function<String, Optional<Records>> ofJob) {
        return records.flatMap(known -> known.list("/jobs/overview", "jobs").stream()
                        .filter(job -> job.path("state").asText().equals("FAILED"))
                        .findFirst())
                .map(job -> job.path("jid").asText())
                .flatMap(id -> ofJob.apply(id).map(known -> JobDiagnosis.of(id, view.id(), known)));
    }

    private static Verdict byDiagnostics(ApplicationView view) {
        String text = view.diagnostics();
        if (view.outcome() == ApplicationView.Outcome.KILLED) {
            return new Verdict("Its job was cancelled.", Verdict.Blame.OPERATOR, List.of(), "");
        }
        int thrown = text.indexOf(MAIN_FAILED);
        if (thrown >= 0) {
            String message = text.substring(thrown + MAIN_FAILED.length())
                    .lines()
                    .findFirst()
                    .orElse("");
            return new Verdict(
                    "The program's main method threw " + message,
                    Verdict.Blame.USER_CODE,
                    List.of(),
                    "Mend the program or its arguments.");
        }
        return ExitStatuses.in(text)
                .map(status -> ExitStatuses.verdict(status, text))
                .map(known -> new Verdict(
                        "Its master's container ended. " + known.cause(),
                        known.attributedTo(),
                        known.evidence(),
                        known.mend()))
                .orElseGet(() -> new Verdict(
                        text.lines().findFirst().orElse("Its job failed, or its master gave up."),
                        Verdict.Blame.UNKNOWN,
                        List.of(),
                        ""));
    }
}
