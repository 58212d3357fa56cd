package io.heddle.client.session;

import io.heddle.client.cluster.ApplicationView;
import io.heddle.client.cluster.Cluster;
import io.heddle.client.submission.CredentialFiles;
import io.heddle.client.submission.Submitter;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.client.terminal.Pause;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.YarnSettings;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The user's applications, found through YARN and never through a file that may be stale. */
public final class Applications {
    private static final Set<ApplicationView.State> ALIVE = EnumSet.of(
            ApplicationView.State.NEW,
            ApplicationView.State.NEW_SAVING,
            ApplicationView.State.SUBMITTED,
            ApplicationView.State.ACCEPTED,
            ApplicationView.State.RUNNING);

    private final Cluster cluster;
    private final CredentialFiles credentialFiles;
    private final Configuration configuration;
    private final Pause pause;
    private final RememberedMasters remembered;

    public Applications(
            Cluster cluster,
            CredentialFiles credentialFiles,
            RememberedMasters remembered,
            Configuration configuration,
            Pause pause) {
        this.cluster = cluster;
        this.credentialFiles = credentialFiles;
        this.configuration = configuration;
        this.pause = pause;
        this.remembered = remembered;
    }

    /** The application the user named by -yid or yarn.application.id. */
    public Optional<ApplicationView> named() {
        return configuration.find(YarnSettings.APPLICATION_ID).map(this::get);
    }

    /** An application by its id, whatever its state. */
    public ApplicationView get(String id) {
        return cluster.application(id)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.NOT_FOUND,
                        "YARN does not know the application " + id + ".",
                        "",
                        "'heddle list -a' shows your applications."));
    }

    /** The user's applications that have not ended. */
    public List<ApplicationView> alive() {
        return cluster.applications(configuration.get(YarnSettings.APPLICATION_TYPE), ALIVE);
    }

    /** The session to submit to: the named one, or the only one there is. */
    public ApplicationView session() {
        Optional<ApplicationView> named = named();
        if (named.isPresent()) {
            return requireAlive(named.get());
        }
        List<ApplicationView> sessions = alive().stream()
                .filter(application -> application.tags().contains(Submitter.SESSION_TAG))
                .toList();
        if (sessions.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND,
                    "There is no session to submit to.",
                    "You have no running application of type " + configuration.get(YarnSettings.APPLICATION_TYPE)
                            + " that takes jobs.",
                    "Start one with 'yarn-session.sh -d', or give the job an application of its own: "
                            + "heddle run -m yarn-cluster ...; or run it here: heddle run -t local ...");
        }
        if (sessions.size() > 1) {
            throw CommandFailure.usage(
                    "You have " + sessions.size() + " sessions.",
                    "Name one with -yid: "
                            + sessions.stream()
                                    .map(session -> session.id() + " (" + session.name() + ")")
                                    .collect(Collectors.joining(", ")));
        }
        return sessions.get(0);
    }

    /** Ends the command if the application has ended. */
    public static ApplicationView requireAlive(ApplicationView view) {
        if (view.state().isFinal()) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND,
                    "The application " + view.id() + " has ended (" + view.state() + ", " + view.outcome() + ").",
                    view.diagnostics().strip(),
                    "'heddle why " + view.id() + "' tells more.");
        }
        return view;
    }

    /** A line to the application's master. */
    public MasterLine open(ApplicationView view) {
        return open(view.id());
    }

    private MasterLine open(String applicationId) {
        return new MasterLine(
                applicationId,
                cluster,
                credentialFiles.load(applicationId, cluster),
                pause,
                Retries.of(configuration),
                remembered);
    }

    /** A line to the session to submit to; one that the user names, and that was reached before, costs YARN nothing. */
    public MasterLine openSession() {
        return configuration
                .find(YarnSettings.APPLICATION_ID)
                .filter(id -> remembered.find(id).isPresent())
                .map(this::open)
                .orElseGet(() -> open(session()));
    }
}
