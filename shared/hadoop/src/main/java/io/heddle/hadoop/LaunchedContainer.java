package io.heddle.hadoop;

import io.heddle.core.config.Configuration;
import io.heddle.core.config.ProcessEnvironment;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.fault.Problem;
import io.heddle.core.launch.ContainerNames;
import io.heddle.core.launch.LaunchFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The container that this process runs in, seen from within: what YARN has put into every container, and Heddle into those
 * of masters and workers alike.
 *
 * @param directory its working directory
 */
public record LaunchedContainer(ProcessEnvironment environment, Path directory) {
    /** Its id, as YARN writes it. */
    public String id() {
        return variable("CONTAINER_ID");
    }

    /** The node's name as YARN knows it. */
    public String host() {
        return variable("NM_HOST");
    }

    /** Where YARN collects logs from: the first of the directories there are. */
    public Path logDirectory() {
        return Path.of(variable("LOG_DIRS").split(",", -1)[0]);
    }

    /**
     * A variable that it must have.
     *
     * @throws IllegalArgumentException if it is not set, or blank
     */
    public String variable(String name) {
        return environment
                .variable(name)
                .orElseThrow(() -> new IllegalArgumentException("The variable " + name + " is not set."));
    }

    /** The effective configuration, as the client wrote it. */
    public Configuration configuration() throws IOException {
        return LaunchFiles.readConfiguration(file(ContainerNames.CONFIGURATION_FILE));
    }

    /** What is in a file that it must have. */
    public byte[] file(String name) throws IOException {
        return Files.readAllBytes(directory.resolve(name));
    }

    /** What is in a file that not every container has. */
    public Optional<byte[]> optionalFile(String name) throws IOException {
        return Files.exists(directory.resolve(name)) ? Optional.of(file(name)) : Optional.empty();
    }

    /**
     * Tells that it does not hold what it must.
     *
     * @param whose the kind of process that it is for
     * @param starter what starts such containers
     * @param cause what came of reading it
     */
    public static HeddleException lacking(String whose, String starter, @Nullable Throwable cause) {
        return new HeddleException(
                FaultCategory.CONFIGURATION,
                new Problem(
                        "The " + whose + "'s container lacks something.",
                        "Reading it gave: " + cause,
                        "It must be started by " + starter + " of the same version."),
                cause);
    }
}
