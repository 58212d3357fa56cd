package io.heddle.client.why;

import io.heddle.client.cluster.ApplicationView;
import io.heddle.client.cluster.ContainerView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts together what YARN, the master or its archive know of a container's end. */
public final class ContainerDiagnosis {
    private ContainerDiagnosis() {}

    /** The verdict on a container; empty if nobody knows of it. */
    public static Optional<Verdict> of(
            String id, ApplicationView application, List<ContainerView> containers, Optional<Records> records) {
        Optional<Verdict> lost = records.flatMap(known -> Losses.of(id, known)).map(Losses::verdict);
        if (lost.isPresent()) {
            return lost;
        }
        Optional<ContainerView> seen = containers.stream()
                .filter(container -> container.id().equals(id))
                .findFirst();
        if (seen.isPresent()) {
            return Optional.of(of(seen.get()));
        }
        if (application.state().isFinal() && records.isPresent()) {
            return Optional.of(new Verdict(
                    "It ended with its application, or was given back when it was not needed any more.",
                    Verdict.Blame.NOBODY,
                    List.of(
                            "the archive of " + application.id() + " has no loss of it",
                            "YARN: " + application.state() + ", final status " + application.outcome()),
                    "'yarn logs -applicationId " + application.id() + " -containerId " + id + "' shows its logs."));
        }
        return Optional.empty();
    }

    private static Verdict of(ContainerView container) {
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
            evidence.add("diagnostics: " + Losses.shortened(container.diagnostics()));
        }
        return new Verdict(verdict.cause(), verdict.attributedTo(), evidence, verdict.mend());
    }
}
