package io.heddle.core.launch;

import io.heddle.core.config.ClusterSettings;
import io.heddle.core.config.Configuration;

/** Where the archive of ended jobs and applications lies: the master writes it, the command line reads it. */
public final class ArchiveNames {
    private ArchiveNames() {}

    /** The archive's directory; {@code base} is the directory that holds {@code .heddle}. */
    public static String directory(Configuration configuration, String base) {
        return configuration.find(ClusterSettings.ARCHIVE_DIR).orElse(base + "/" + StagingNames.ARCHIVE);
    }

    /** The file of a job. */
    public static String job(String directory, String jobId) {
        return directory + "/" + jobId;
    }

    /** Names the application of a job that has not ended, or that was killed together with its application. */
    public static String admitted(String directory, String jobId) {
        return directory + "/admitted/" + jobId;
    }

    /** The file of an application. */
    public static String application(String directory, String applicationId) {
        return directory + "/applications/" + applicationId;
    }
}
