package io.heddle.worker;

import io.heddle.core.agent.IoPool;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.ProcessEnvironment;
import io.heddle.core.control.WorkerId;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.fault.Problem;
import io.heddle.core.launch.ContainerNames;
import io.heddle.core.launch.LaunchFiles;
import io.heddle.core.security.ApplicationCredentials;
import io.heddle.core.transport.Endpoint;
import io.heddle.hadoop.ContainerCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What YARN and the master have put into the worker's container.
 *
 * @param directory the container's working directory
 */
record WorkerFiles(Identity identity, Configuration configuration, ApplicationCredentials credentials, Path directory) {

    /**
     * Who this worker is and who started it.
     *
     * @param host the node's name as YARN knows it
     * @param firstMaster where the master listened that started this worker
     */
    record Identity(
            WorkerId worker,
            String host,
            Path logDirectory,
            Endpoint firstMaster,
            String stagingDirectory,
            String application) {}

    /**
     * Reads them.
     *
     * @param io reads the credentials, which takes Hadoop's login, beside the rest
     */
    static WorkerFiles read(ProcessEnvironment environment, Path directory, IoPool io) throws InterruptedException {
        CompletableFuture<ApplicationCredentials> credentials = io.call(WorkerFiles::readCredentials);
        try {
            return new WorkerFiles(
                    identity(environment),
                    LaunchFiles.readConfiguration(
                            Files.readAllBytes(directory.resolve(ContainerNames.CONFIGURATION_FILE))),
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
                        "The worker's container lacks something.",
                        "Reading it gave: " + cause,
                        "It must be started by a master of the same version."),
                cause);
    }

    private static Identity identity(ProcessEnvironment environment) {
        return new Identity(
                new WorkerId(required(environment, "CONTAINER_ID")),
                required(environment, "NM_HOST"),
                Path.of(required(environment, "LOG_DIRS").split(",", -1)[0]),
                Endpoint.parse(required(environment, ContainerNames.ENV_MASTER_ADDRESS)),
                required(environment, ContainerNames.ENV_STAGING_DIRECTORY),
                required(environment, ContainerNames.ENV_APPLICATION_ID));
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
