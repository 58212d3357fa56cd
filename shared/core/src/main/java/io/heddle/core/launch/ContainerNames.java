package io.heddle.core.launch;

/** Names inside a container. */
public final class ContainerNames {
    private ContainerNames() {}

    /** The effective configuration with origins, written by {@link LaunchFiles}. */
    public static final String CONFIGURATION_FILE = "heddle-conf.json";

    /** The {@link MasterLaunch}; only in the master's container. */
    public static final String LAUNCH_FILE = "heddle-launch.json";

    /** The encoded JobPlan of a per-job application; only in the master's container. */
    public static final String PLAN_FILE = "heddle-job.plan";

    /** Heddle's jars lie in this directory of every container. */
    public static final String LIB_DIRECTORY = "lib";

    /** The class data sharing archive of every container, if there is one. */
    public static final String CLASS_ARCHIVE = "classes.jsa";

    /** The logging configuration of every container. */
    public static final String LOGGING_FILE = "log4j2.xml";

    public static final String MASTER_MAIN_CLASS = "io.heddle.am.AmMain";
    public static final String WORKER_MAIN_CLASS = "io.heddle.worker.WorkerMain";

    /**
     * Alias under which the launch context's credentials hold the encoded ApplicationCredentials, in the master's and
     * in every worker's container.
     */
    public static final String CREDENTIALS_ALIAS = "heddle.application";

    /** Variable of a worker's container: {@code host:port} of the master that started it. */
    public static final String ENV_MASTER_ADDRESS = "HEDDLE_MASTER_ADDRESS";

    /** Variable of a worker's container: the epoch of the master that started it, as Epoch.toString() writes it. */
    public static final String ENV_EPOCH = "HEDDLE_EPOCH";

    /** Variable of every container: URI of the staging directory, where the ledger names the present master. */
    public static final String ENV_STAGING_DIRECTORY = "HEDDLE_STAGING_DIRECTORY";

    /** Variable of every container: the application id. */
    public static final String ENV_APPLICATION_ID = "HEDDLE_APPLICATION_ID";

    /** Base name of the master's log files in YARN's log directory. */
    public static final String MASTER_LOG = "jobmanager";

    /** Base name of a worker's log files in YARN's log directory. */
    public static final String WORKER_LOG = "taskmanager";

    /** System property of every container that the logging configuration reads: path of the log file. */
    public static final String PROPERTY_LOG_FILE = "heddle.log.file";

    public static final String PROPERTY_LOG_LEVEL = "heddle.log.level";
    public static final String PROPERTY_LOG_MAX_SIZE = "heddle.log.max-size";
    public static final String PROPERTY_LOG_MAX_FILES = "heddle.log.max-files";
}
