package io.heddle.am;

import io.heddle.core.agent.IoPool;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.ProcessEnvironment;
import io.heddle.core.control.Epoch;
import io.heddle.core.launch.ContainerNames;
import io.heddle.core.launch.LaunchFiles;
import io.heddle.core.launch.MasterLaunch;
import io.heddle.core.security.ApplicationCredentials;
import io.heddle.hadoop.ContainerCredentials;
import io.heddle.hadoop.LaunchedContainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.jspecify.annotations.Nullable;

/**
 * What YARN and the client have put into the master's container.
 *
 * @param plan the encoded plan of a per-job application, or null
 * @param directory the container's working directory
 */
record MasterFiles(
        Identity identity,
        Configuration configuration,
        MasterLaunch launch,
        byte @Nullable [] plan,
        ApplicationCredentials credentials,
        Path directory) {
    private static final String STARTER = "'heddle run' or 'yarn-session.sh'";

    /**
     * Who this master is.
     *
     * @param host the node's name as YARN knows it
     * @param logDirectory where YARN collects logs from
     */
    record Identity(ApplicationId application, Epoch epoch, String container, String host, Path logDirectory) {}

    /**
     * Reads them.
     *
     * @param io reads the credentials, which takes Hadoop's login, beside the rest
     */
    static MasterFiles read(ProcessEnvironment environment, Path directory, IoPool io) throws InterruptedException {
        CompletableFuture<ApplicationCredentials> credentials = io.call(ContainerCredentials::application);
        LaunchedContainer container = new LaunchedContainer(environment, directory);
        try {
            return new MasterFiles(
                    identity(container),
                    container.configuration(),
                    LaunchFiles.readLaunch(container.file(ContainerNames.LAUNCH_FILE)),
                    container.optionalFile(ContainerNames.PLAN_FILE).orElse(null),
                    credentials.get(),
                    directory);
        } catch (IOException | IllegalArgumentException e) {
            throw LaunchedContainer.lacking("master", STARTER, e);
        } catch (ExecutionException e) {
            throw LaunchedContainer.lacking("master", STARTER, e.getCause());
        }
    }

    private static Identity identity(LaunchedContainer container) {
        ContainerId id = ContainerId.fromString(container.id());
        ApplicationAttemptId attempt = id.getApplicationAttemptId();
        ApplicationId application = attempt.getApplicationId();
        return new Identity(
                application,
                new Epoch(application.getClusterTimestamp(), application.getId(), attempt.getAttemptId()),
                id.toString(),
                container.host(),
                container.logDirectory());
    }
}
