package io.heddle.core.usercode;

import io.heddle.core.config.ClusterSettings;
import io.heddle.core.config.Configuration;
import io.heddle.core.plan.Artifact;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a program's artifacts are in this process: a loader for its classes, and files that it asked to have at hand.
 *
 * @param loader to be closed when nothing of the program runs any more
 * @param cachedFiles by the names that the program gave them
 */
public record ProgramFiles(UserCodeClassLoader loader, Map<String, File> cachedFiles) {

    /**
     * Fetches what is not here yet; blocks.
     *
     * @throws IOException if something cannot be had, or is not what was submitted
     */
    public static ProgramFiles fetch(
            List<Artifact> needed, Artifacts artifacts, Configuration configuration, ClassLoader parent)
            throws IOException {
        List<URL> classPath = new ArrayList<>();
        Map<String, File> cachedFiles = new HashMap<>();
        for (Artifact artifact : needed) {
            switch (artifact.kind()) {
                case JAR -> classPath.add(artifacts.fetch(artifact).toUri().toURL());
                case CLASSPATH -> classPath.add(URI.create(artifact.uri()).toURL());
                case CACHED_FILE ->
                    cachedFiles.put(artifact.name(), artifacts.fetch(artifact).toFile());
            }
        }
        List<String> parentFirst = new ArrayList<>(UserCodeClassLoader.PARENT_FIRST);
        parentFirst.addAll(configuration.get(ClusterSettings.PARENT_FIRST_ADDITIONAL));
        ResolveOrder order = ResolveOrder.valueOf(
                configuration.get(ClusterSettings.CLASSLOADER_ORDER).name());
        return new ProgramFiles(
                new UserCodeClassLoader(classPath, parent, order, parentFirst), Map.copyOf(cachedFiles));
    }
}
