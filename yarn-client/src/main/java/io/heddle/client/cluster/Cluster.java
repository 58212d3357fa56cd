package io.heddle.client.cluster;

import io.heddle.core.storage.Storage;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The ResourceManager as the command line uses it. Every method ends the command with a
 * {@link io.heddle.client.terminal.CommandFailure} that tells what was refused or could not be reached.
 */
public interface Cluster extends AutoCloseable {
    ClusterFacts facts();

    /** URI of the directory that holds {@code .heddle}. */
    String baseDirectory();

    /** A new application id. */
    String newApplication();

    /** Submits; returns when the ResourceManager has accepted it for scheduling or refused it. */
    void submit(ApplicationSubmission submission);

    Optional<ApplicationView> application(String id);

    /** The user's applications of one type. */
    List<ApplicationView> applications(String type, Set<ApplicationView.State> states);

    /** Containers of the application's attempts as far as the ResourceManager or the history knows them. */
    List<ContainerView> containers(String applicationId);

    void kill(String applicationId, String reason);

    ClusterFiles files();

    /** Any file system the cluster knows; it throws what it meets, since a missing file may be no failure. */
    Storage storage();

    @Override
    void close();
}
