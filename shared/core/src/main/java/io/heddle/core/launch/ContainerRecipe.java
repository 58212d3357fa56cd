package io.heddle.core.launch;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to start one sort of container.
 *
 * @param files what YARN localises
 * @param environment variables besides those that differ from container to container
 * @param command the shell command, log redirections included; {@code <LOG_DIR>} and {@code {{JAVA_HOME}}} are YARN's
 * @param memoryMb size of the container as asked for
 * @param virtualCores virtual cores asked for
 * @param nodeLabel label expression of the request, or null for the application's
 */
public record ContainerRecipe(
        List<LocalisedFile> files,
        Map<String, String> environment,
        String command,
        int memoryMb,
        int virtualCores,
        @Nullable String nodeLabel) {}
