package io.heddle.client.cluster;

import io.heddle.core.launch.ContainerRecipe;
import io.heddle.core.security.ApplicationCredentials;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An application ready to be handed to the ResourceManager.
 *
 * @param id from {@link Cluster#newApplication()}
 * @param queue or null for YARN's default
 * @param priority or -1
 * @param nodeLabel or null
 * @param maxAttempts of the master
 * @param attemptValidityMs failures older than this do not count; -1: all count
 * @param master how to start the master
 * @param credentials go into the launch context
 * @param logs which rolled log files YARN collects while the application runs
 * @param acls who may see and change it
 * @param tokens which delegation tokens go along on a secure cluster
 */
public record ApplicationSubmission(
        String id,
        String name,
        String type,
        @Nullable String queue,
        int priority,
        Set<String> tags,
        @Nullable String nodeLabel,
        int maxAttempts,
        long attemptValidityMs,
        ContainerRecipe master,
        ApplicationCredentials credentials,
        LogPatterns logs,
        Acls acls,
        Tokens tokens) {
    /** Patterns of rolled log files; null: none. */
    public record LogPatterns(
            @Nullable String include, @Nullable String exclude) {}

    /**
     * Delegation tokens.
     *
     * @param wanted whether any are fetched: those of the default file system, and of the further ones
     */
    public record Tokens(boolean wanted, List<String> furtherFileSystems) {}

    /** By YARN's form {@code user1,user2 group1}; null: the cluster's default. */
    public record Acls(@Nullable String view, @Nullable String modify) {}
}
