package io.heddle.am;

import io.heddle.core.agent.IoPool;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.ProcessEnvironment;
import io.heddle.core.control.Epoch;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.fault.Problem;
import io.heddle.core.launch.ContainerNames;
import io.heddle.core.launch.LaunchFiles;
import io.heddle.core.launch.MasterLaunch;
import io.heddle.core.security.ApplicationCredentials;
import io.heddle.hadoop.ContainerCredentials;
import java.io.IOException;
import java.nio.file.Files;
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
        CompletableFuture<ApplicationCredentials> credentials = io.call(MasterFiles::readCredentials);
        try {
            byte[] plan = Files.exists(directory.resolve(ContainerNames.PLAN_FILE))
                    ? Files.readAllBytes(directory.resolve(ContainerNames.PLAN_FILE))
                    : null;
            return new MasterFiles(
                    identity(environment),
                    LaunchFiles.readConfiguration(
                            Files.readAllBytes(directory.resolve(ContainerNames.CONFIGURATION_FILE))),
                    LaunchFiles.readLaunch(Files.readAllBytes(directory.resolve(ContainerNames.LAUNCH_FILE))),
                    plan,
                    credentials.get(),
                    directory);
        } catch (IOException | IllegalArgumentException e) {
            throw lacking(e);
        } catch (ExecutionException e) {
            throw lacking(e.getCause());
        }
    }

    private static HeddleException lacking(@Nullable Throwable cause) {
        return new HeddleException(
                FaultCategory.CONFIGURATION,
                new Problem(
                        "The master's container lacks something.",
                        "Reading it gave: " + cause,
                        "It must be started by 'heddle run' or 'yarn-session.sh' of the same version."),
                cause);
    }

    private static Identity identity(ProcessEnvironment environment) {
        ContainerId container = ContainerId.fromString(required(environment, "CONTAINER_ID"));
        ApplicationAttemptId attempt = container.getApplicationAttemptId();
        ApplicationId application = attempt.getApplicationId();
        return new Identity(
                application,
                new Epoch(application.getClusterTimestamp(), application.getId(), attempt.getAttemptId()),
                container.toString(),
                required(environment, "NM_HOST"),
                Path.of(required(environment, "LOG_DIRS").split(",", -1)[0]));
    }

    private static String required(ProcessEnvironment environment, String variable) {
        return environment
                .variable(variable)
                .orElseThrow(() -> new IllegalArgumentException("The variable " + variable + " is not set."));
    }

    private static ApplicationCredentials readCredentials() throws IOException {
        byte[] encoded = ContainerCredentials.secret(ContainerNames.CREDENTIALS_ALIAS)
                .orElseThrow(() -> new IOException("The container's token file holds no application credentials."));
        // Not wiped: the array is Hadoop's own, and goes on into every container that we start.
        return ApplicationCredentials.decode(encoded);
    }
}
