package io.heddle.client.deploy;

import io.heddle.client.cluster.ApplicationView;
import io.heddle.client.cluster.Cluster;
import io.heddle.client.cluster.ClusterFacts;
import io.heddle.client.cluster.ClusterFiles;
import io.heddle.client.submission.ApplicationWait;
import io.heddle.client.submission.CredentialFiles;
import io.heddle.client.submission.SubmissionPlan;
import io.heddle.client.submission.SubmissionRequest;
import io.heddle.client.submission.Submitter;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.client.terminal.Pause;
import io.heddle.client.terminal.Terminal;
import io.heddle.core.agent.IoPool;
import io.heddle.core.launch.StagingNames;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Brings an application up. */
public final class Deployment {
    /** How far a command waits before it returns. */
    public enum WaitFor {
        ACCEPTED,
        RUNNING,
        FINISHED
    }

    private static final long END_POLL_MS = 500;

    private final Cluster cluster;
    private final CredentialFiles credentialFiles;
    private final Terminal terminal;
    private final Pause pause;
    /** Set while an application is on its way up; read by the hook of an interrupted process. */
    private final AtomicReference<@Nullable String> onItsWay = new AtomicReference<>();

    private @Nullable CompletableFuture<ClusterFacts> facts;

    public Deployment(Cluster cluster, CredentialFiles credentialFiles, Terminal terminal, Pause pause) {
        this.cluster = cluster;
        this.credentialFiles = credentialFiles;
        this.terminal = terminal;
        this.pause = pause;
    }

    /** Asks the cluster for its limits while somebody does something else: a program's main method can take its time. */
    public void prepare(IoPool io) {
        facts = io.call(cluster::facts);
    }

    /** What would be done; asks the cluster for its limits and an id, changes nothing. */
    public SubmissionPlan plan(SubmissionRequest request) {
        CompletableFuture<ClusterFacts> asked = facts;
        facts = null;
        return SubmissionPlan.of(request, asked == null ? cluster.facts() : known(asked), cluster.newApplication());
    }

    private static ClusterFacts known(CompletableFuture<ClusterFacts> asked) {
        try {
            return asked.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Submits, and waits until the application is accepted or its master runs. */
    public ApplicationView deploy(SubmissionPlan plan, WaitFor waitFor) {
        onItsWay.set(plan.applicationId());
        terminal.detail("planned " + plan.applicationId());
        new Submitter(cluster, credentialFiles, terminal).submit(plan);
        terminal.detail("submitted " + plan.applicationId());
        ApplicationWait wait = new ApplicationWait(cluster, terminal, pause);
        ApplicationView view = wait.untilAccepted(plan.applicationId());
        terminal.say("accepted as " + view.id() + " in " + view.queue());
        if (waitFor == WaitFor.ACCEPTED) {
            onItsWay.set(null);
            return view;
        }
        view = untilRunning(wait, plan.applicationId());
        onItsWay.set(null);
        if (!view.state().isFinal()) {
            terminal.say("AM at " + view.host() + ":" + view.port());
            terminal.detail("web pages: " + view.trackingUrl());
        }
        return view;
    }

    /** An application that ended before its master ran has left what was uploaded for it. */
    private ApplicationView untilRunning(ApplicationWait wait, String applicationId) {
        try {
            return wait.untilRunning(applicationId);
        } catch (CommandFailure e) {
            if (cluster.application(applicationId)
                    .filter(view -> view.state().isFinal())
                    .isPresent()) {
                sweep(applicationId);
            }
            throw e;
        }
    }

    private void sweep(String applicationId) {
        ClusterFiles files = cluster.files();
        String base = cluster.baseDirectory();
        files.delete(base + "/" + StagingNames.staging(applicationId));
        files.delete(base + "/" + StagingNames.credentials(applicationId));
        credentialFiles.forget(applicationId);
    }

    /** Waits for the end of an application. */
    public ApplicationView untilEnd(String applicationId) {
        long startMs = pause.clock().monotonicMs();
        while (true) {
            ApplicationView view = cluster.application(applicationId)
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.NOT_FOUND, "YARN does not know " + applicationId + " any more.", "", ""));
            if (view.state().isFinal()) {
                return view;
            }
            terminal.progress("running (" + (pause.clock().monotonicMs() - startMs) / 1000 + " s)");
            pause.forMs(END_POLL_MS);
        }
    }

    /** An interrupted command leaves no application behind that nobody ever saw running. */
    public void abandon() {
        String applicationId = onItsWay.getAndSet(null);
        if (applicationId != null) {
            cluster.kill(applicationId, "The submitter was interrupted before the application ran.");
            sweep(applicationId);
        }
    }
}
