package io.heddle.client.submission;

import io.heddle.core.config.Configuration;
import io.heddle.core.launch.MasterLaunch;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a user wants to have run as an application of its own.
 *
 * @param configuration effective, from files and command line
 * @param name application name
 * @param distribution Heddle's own files for every container
 * @param userFiles files to put into every container, and archives to unpack there
 * @param plan encoded job plan of a per-job application, else null
 * @param program of application mode, else null
 * @param clientWaits whether the command line stays for the result
 * @param warnings for the first lines of the master's log
 */
public record SubmissionRequest(
        MasterLaunch.Mode mode,
        Configuration configuration,
        String name,
        Distribution distribution,
        UserFiles userFiles,
        byte @Nullable [] plan,
        @Nullable Program program,
        boolean clientWaits,
        List<String> warnings) {
    /**
     * What Heddle itself brings into containers.
     *
     * @param libraries jars of masters and workers, in the order of their class path
     * @param classArchive the JVM's prepared form of the libraries' classes, or null
     * @param logging text of the logging configuration
     * @param hadoopFiles the cluster's Hadoop configuration files
     */
    public record Distribution(
            List<LocalFile> libraries, @Nullable LocalFile classArchive, String logging, List<LocalFile> hadoopFiles) {}

    /** What the user ships besides the program. */
    public record UserFiles(List<LocalFile> files, List<LocalFile> archives) {
        public static final UserFiles NONE = new UserFiles(List.of(), List.of());
    }

    /**
     * A program whose main method runs in the master.
     *
     * @param running ids of the user's jobs that run already
     */
    public record Program(String mainClass, List<String> arguments, List<LocalFile> jars, Set<String> running) {}
}
