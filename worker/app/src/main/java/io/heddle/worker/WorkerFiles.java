package io.heddle.worker;

import io.heddle.core.agent.IoPool;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.ProcessEnvironment;
import io.heddle.core.control.WorkerId;
import io.heddle.core.launch.ContainerNames;
import io.heddle.core.security.ApplicationCredentials;
import io.heddle.core.transport.Endpoint;
import io.heddle.hadoop.ContainerCredentials;
import io.heddle.hadoop.LaunchedContainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * What YARN and the master have put into the worker's container.
 *
 * @param directory the container's working directory
 */
record WorkerFiles(Identity identity, Configuration configuration, ApplicationCredentials credentials, Path directory) {
    private static final String STARTER = "a master";

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
        CompletableFuture<ApplicationCredentials> credentials = io.call(ContainerCredentials::application);
        LaunchedContainer container = new LaunchedContainer(environment, directory);
        try {
            return new WorkerFiles(identity(container), container.configuration(), credentials.get(), directory);
        } catch (IOException | IllegalArgumentException e) {
            throw LaunchedContainer.lacking("worker", STARTER, e);
        } catch (ExecutionException e) {
            throw LaunchedContainer.lacking("worker", STARTER, e.getCause());
        }
    }

    private static Identity identity(LaunchedContainer container) {
        return new Identity(
                new WorkerId(container.id()),
                container.host(),
                container.logDirectory(),
                Endpoint.parse(container.variable(ContainerNames.ENV_MASTER_ADDRESS)),
                container.variable(ContainerNames.ENV_STAGING_DIRECTORY),
                container.variable(ContainerNames.ENV_APPLICATION_ID));
    }
}
