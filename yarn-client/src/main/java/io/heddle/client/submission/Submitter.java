package io.heddle.client.submission;

import io.heddle.client.cluster.ApplicationSubmission;
import io.heddle.client.cluster.Cluster;
import io.heddle.client.cluster.ClusterFacts;
import io.heddle.client.cluster.ClusterFiles;
import io.heddle.client.cluster.FileView;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.client.terminal.Terminal;
import io.heddle.core.agent.IoPool;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.NetworkSettings;
import io.heddle.core.config.Settings;
import io.heddle.core.config.YarnSettings;
import io.heddle.core.fault.Problem;
import io.heddle.core.launch.MasterLaunch;
import io.heddle.core.launch.StagingNames;
import io.heddle.core.security.ApplicationCredentials;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Carries out a plan: private directories first, files next, then the application; undoes it if YARN refuses. */
public final class Submitter {
    /** Tag of applications that take jobs until they are stopped. */
    public static final String SESSION_TAG = "heddle-session";

    private static final int PRIVATE_DIRECTORY = 0700;
    private static final int PRIVATE_FILE = 0600;
    private static final int PARALLEL_CALLS = 8;

    private final Cluster cluster;
    private final CredentialFiles credentialFiles;
    private final Terminal terminal;

    public Submitter(Cluster cluster, CredentialFiles credentialFiles, Terminal terminal) {
        this.cluster = cluster;
        this.credentialFiles = credentialFiles;
        this.terminal = terminal;
    }

    /** Ends the command if the plan cannot work, with every reason. */
    public static void requireWorkable(SubmissionPlan plan) {
        Configuration configuration = plan.request().configuration();
        configuration.find(YarnSettings.APPLICATION_QUEUE).ifPresent(queue -> requireQueue(plan.facts(), queue));
        if (!plan.errors().isEmpty()) {
            throw new CommandFailure(
                    ExitCode.REFUSED_BY_CHECK,
                    "Nothing was submitted: it could not work on this cluster.",
                    String.join("\n", plan.errors()),
                    "Change the sizes named above; 'heddle run --dry-run' shows the whole plan.");
        }
    }

    private static void requireQueue(ClusterFacts facts, String queue) {
        if (facts.queues().isEmpty()) {
            return;
        }
        List<String> names =
                facts.queues().stream().map(ClusterFacts.QueueView::name).toList();
        ClusterFacts.QueueView found = facts.queue(queue).orElse(null);
        if (found == null) {
            throw new CommandFailure(
                    ExitCode.REFUSED_BY_QUEUE,
                    "There is no YARN queue '" + queue + "'.",
                    "This cluster has " + String.join(", ", names) + ".",
                    closestQueue(queue, names));
        }
        if (!found.running()) {
            throw new CommandFailure(
                    ExitCode.REFUSED_BY_QUEUE,
                    "The YARN queue '" + queue + "' is stopped.",
                    "",
                    "Use another one with -qu (-yqu): " + String.join(", ", names) + ".");
        }
    }

    private static String closestQueue(String queue, List<String> names) {
        List<String> closest = Settings.closest(queue, names);
        return closest.isEmpty()
                ? "Choose one of them with -qu (-yqu)."
                : "Did you mean -qu " + closest.get(0) + " (-yqu " + closest.get(0) + ")?";
    }

    /** Uploads and submits; returns the credentials with which the application can be talked to. */
    public ApplicationCredentials submit(SubmissionPlan plan) {
        requireWorkable(plan);
        plan.remarks().forEach(terminal::warn);
        ClusterFiles files = cluster.files();
        String base = plan.facts().baseDirectory();
        ApplicationCredentials credentials = ApplicationCredentials.create(new SecureRandom());
        boolean accepted = false;
        try (IoPool pool = new IoPool("submit", PARALLEL_CALLS)) {
            files.makeDirectory(base + "/" + StagingNames.ROOT, PRIVATE_DIRECTORY);
            for (String directory : List.of(StagingNames.CACHE, StagingNames.APPLICATIONS)) {
                files.makeDirectory(base + "/" + directory, PRIVATE_DIRECTORY);
            }
            files.makeDirectory(plan.stagingDirectory(), PRIVATE_DIRECTORY);
            files.write(
                    credentials.encode(), base + "/" + StagingNames.credentials(plan.applicationId()), PRIVATE_FILE);
            credentialFiles.save(plan.applicationId(), credentials);
            int replication = plan.request().configuration().get(YarnSettings.FILE_REPLICATION);
            Map<Upload, FileView> uploaded = new LinkedHashMap<>(
                    new ParallelUploads(files, pool, terminal, base, replication).run(plan.uploads()));
            Upload launch = plan.launchFile(uploaded);
            byte[] content = ((Content.Bytes) launch.content()).bytes();
            uploaded.put(launch, files.write(content, base + "/" + launch.target(), PRIVATE_FILE));
            cluster.submit(submission(plan, uploaded, credentials));
            accepted = true;
            return credentials;
        } finally {
            if (!accepted) {
                undo(plan);
            }
        }
    }

    private void undo(SubmissionPlan plan) {
        try {
            cluster.files().delete(plan.stagingDirectory());
            cluster.files().delete(plan.facts().baseDirectory() + "/" + StagingNames.credentials(plan.applicationId()));
            credentialFiles.forget(plan.applicationId());
        } catch (CommandFailure e) {
            terminal.warn("Could not remove " + plan.stagingDirectory() + ": "
                    + e.problem().what());
        }
    }

    private static ApplicationSubmission submission(
            SubmissionPlan plan, Map<Upload, FileView> uploaded, ApplicationCredentials credentials) {
        Configuration configuration = plan.request().configuration();
        int attempts = Math.min(
                Math.max(1, configuration.get(YarnSettings.APPLICATION_ATTEMPTS)),
                Math.max(1, plan.facts().maxAttempts()));
        Duration validity = configuration.get(YarnSettings.ATTEMPT_VALIDITY);
        return new ApplicationSubmission(
                plan.applicationId(),
                plan.request().name(),
                configuration.get(YarnSettings.APPLICATION_TYPE),
                configuration.find(YarnSettings.APPLICATION_QUEUE).orElse(null),
                configuration.get(YarnSettings.APPLICATION_PRIORITY),
                tags(plan),
                configuration.find(YarnSettings.APPLICATION_NODE_LABEL).orElse(null),
                attempts,
                validity.isNegative() ? -1 : validity.toMillis(),
                plan.masterRecipe(uploaded),
                credentials,
                new ApplicationSubmission.LogPatterns(
                        configuration.find(YarnSettings.ROLLED_LOGS_INCLUDE).orElse(null),
                        configuration.find(YarnSettings.ROLLED_LOGS_EXCLUDE).orElse(null)),
                new ApplicationSubmission.Acls(
                        configuration.find(YarnSettings.VIEW_ACLS).orElse(null),
                        configuration.find(YarnSettings.MODIFY_ACLS).orElse(null)),
                new ApplicationSubmission.Tokens(
                        configuration.get(NetworkSettings.DELEGATION_TOKENS),
                        configuration.get(NetworkSettings.TOKEN_FILE_SYSTEMS)));
    }

    private static Set<String> tags(SubmissionPlan plan) {
        Set<String> tags = new HashSet<>(plan.request().configuration().get(YarnSettings.TAGS));
        if (plan.request().mode() == MasterLaunch.Mode.SESSION) {
            tags.add(SESSION_TAG);
        }
        return Set.copyOf(tags);
    }

    /** The problem of an application that ended before it ran. */
    static Problem endedEarly(String applicationId, String state, String diagnostics) {
        return new Problem(
                "The application " + applicationId + " ended as " + state + " before it ran.",
                diagnostics.isBlank() ? "YARN gives no reason." : diagnostics.strip(),
                "'heddle why " + applicationId + "' explains it; 'yarn logs -applicationId " + applicationId
                        + "' shows its logs.");
    }
}
