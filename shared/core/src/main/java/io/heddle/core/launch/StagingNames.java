package io.heddle.core.launch;

/** Names in the user's home directory (or yarn.staging-directory), relative to it. */
public final class StagingNames {
    private StagingNames() {}

    /** Everything of Heddle's is below this directory. */
    public static final String ROOT = ".heddle";

    /** Content-addressed uploads: {@code .heddle/cache/<sha256>/<file name>}. */
    public static final String CACHE = ROOT + "/cache";

    /** Credentials of running applications, 0600: {@code .heddle/apps/<applicationId>}. */
    public static final String APPLICATIONS = ROOT + "/apps";

    /** Signing keys of job lineages, 0600: {@code .heddle/keys/<lineage>}. */
    public static final String KEYS = ROOT + "/keys";

    /** What stays of ended applications: {@code .heddle/archive/<applicationId>}. */
    public static final String ARCHIVE = ROOT + "/archive";

    /** Checkpoints for which nobody has chosen a directory: {@code .heddle/checkpoints/<jobid>}. */
    public static final String CHECKPOINTS = ROOT + "/checkpoints";

    /** The application's own directory, 0700. */
    public static String staging(String applicationId) {
        return ROOT + "/" + applicationId;
    }

    public static String credentials(String applicationId) {
        return APPLICATIONS + "/" + applicationId;
    }
}
