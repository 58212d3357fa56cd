package io.heddle.core.storage;

import io.heddle.core.config.ClusterSettings;
import io.heddle.core.config.Configuration;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.fault.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Directories of one process on this machine's disks, for what does not outlive it.
 *
 * @param all one on each disk; at least one
 * @param ours whether they were made for this process, which then deletes them
 */
public record LocalDirectories(List<Path> all, boolean ours) {
    private static final Logger LOG = LogManager.getLogger(LocalDirectories.class);

    /**
     * Below each directory of {@code io.tmp.dirs} one that is new and begins with {@code name}; if none is set, {@code
     * usual} itself, which somebody else deletes.
     */
    public static LocalDirectories of(Configuration configuration, String name, Path usual) {
        List<Path> named = named(configuration);
        return named.isEmpty() ? new LocalDirectories(List.of(usual), false) : make(named, name);
    }

    /** Below each directory of {@code io.tmp.dirs}, or of the machine's own for such files, one that is new. */
    public static LocalDirectories of(Configuration configuration, String name) {
        List<Path> named = named(configuration);
        if (!named.isEmpty()) {
            return make(named, name);
        }
        try {
            return new LocalDirectories(List.of(Files.createTempDirectory(name + "-")), true);
        } catch (IOException e) {
            throw unusable("this machine's directory for temporary files", e);
        }
    }

    /** Flink's lists are separated by commas, bars, or colons. */
    private static List<Path> named(Configuration configuration) {
        return configuration.find(ClusterSettings.TMP_DIRS).stream()
                .flatMap(List::stream)
                .flatMap(part -> Arrays.stream(part.split("[,:|]")))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(Path::of)
                .toList();
    }

    private static LocalDirectories make(List<Path> parents, String name) {
        List<Path> made = new ArrayList<>();
        for (Path parent : parents) {
            try {
                Files.createDirectories(parent);
                made.add(Files.createTempDirectory(parent.toAbsolutePath(), name + "-"));
            } catch (IOException e) {
                throw unusable(parent.toString(), e);
            }
        }
        return new LocalDirectories(List.copyOf(made), true);
    }

    private static HeddleException unusable(String directory, IOException why) {
        return new HeddleException(
                FaultCategory.CONFIGURATION,
                new Problem(
                        "No directory can be made in " + directory + ".",
                        why.toString(),
                        "Let " + ClusterSettings.TMP_DIRS.key() + " name directories that this user may write to."),
                why);
    }

    /** The one for what needs no choice. */
    public Path first() {
        return all.get(0);
    }

    /** The directories called {@code name} in each of them. */
    public List<Path> resolve(String name) {
        return all.stream().map(each -> each.resolve(name)).toList();
    }

    /** Deletes them with all that is in them, unless somebody else does. */
    public void delete() {
        if (!ours) {
            return;
        }
        for (Path directory : all) {
            try {
                FileTree.delete(directory);
            } catch (IOException e) {
                LOG.warn("{} could not be deleted", directory, e);
            }
        }
    }
}
