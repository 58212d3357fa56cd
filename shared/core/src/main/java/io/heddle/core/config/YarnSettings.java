package io.heddle.core.config;

import static io.heddle.core.config.Scope.CLIENT;
import static io.heddle.core.config.Scope.MASTER;
import static io.heddle.core.config.Scope.SUBMISSION;

import io.heddle.core.transport.PortRange;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What concerns YARN: the application, its containers and what is shipped to them. */
public final class YarnSettings {
    private YarnSettings() {}

    public static final Setting<String> APPLICATION_ID =
            Setting.text("yarn.application.id").in(CLIENT).says("The running application a command talks to.");
    public static final Setting<String> APPLICATION_NAME =
            Setting.text("yarn.application.name").in(SUBMISSION).says("Name of the application in YARN.");
    public static final Setting<String> APPLICATION_QUEUE = Setting.text("yarn.application.queue")
            .in(SUBMISSION)
            .common()
            .says("YARN queue. An unknown queue is refused before anything is uploaded.");
    public static final Setting<String> APPLICATION_TYPE = Setting.text("yarn.application.type")
            .orElse("Heddle")
            .in(SUBMISSION)
            .says("Type of the application in YARN.");
    public static final Setting<String> APPLICATION_NODE_LABEL =
            Setting.text("yarn.application.node-label").in(SUBMISSION).says("Node label of the whole application.");
    public static final Setting<String> TASKMANAGER_NODE_LABEL = Setting.text("yarn.taskmanager.node-label")
            .in(MASTER)
            .says("Node label of the workers' containers, if it differs from the application's.");
    public static final Setting<Integer> APPLICATION_PRIORITY = Setting.integer("yarn.application.priority")
            .orElse(-1)
            .in(SUBMISSION)
            .says("Priority in the queue; -1 leaves it to YARN.");
    public static final Setting<List<String>> TAGS = Setting.list("yarn.tags")
            .orElse(List.of())
            .in(SUBMISSION)
            .says("Tags of the application, separated by commas.");
    public static final Setting<Integer> APPLICATION_ATTEMPTS = Setting.integer("yarn.application-attempts")
            .orElse(10)
            .must("be 1 or more", value -> value >= 1)
            .in(SUBMISSION)
            .common()
            .says("How often YARN starts the master within the validity interval; "
                    + "limited by the cluster's yarn.resourcemanager.am.max-attempts.");
    public static final Setting<Duration> ATTEMPT_VALIDITY = Setting.duration(
                    "yarn.application-attempt-failures-validity-interval")
            .orElse(Duration.ofHours(1))
            .in(SUBMISSION)
            .says("Failures of the master older than this do not count; -1: all count.");
    public static final Setting<Integer> CONTAINER_VCORES = Setting.integer("yarn.containers.vcores")
            .orElse(-1)
            .must("be 1 or more, or -1", value -> value == -1 || value >= 1)
            .in(SUBMISSION, MASTER)
            .says("Virtual cores of a worker's container; -1: as many as it has slots, within the cluster's limit.");
    public static final Setting<Integer> APPMASTER_VCORES = Setting.integer("yarn.appmaster.vcores")
            .orElse(1)
            .must("be 1 or more", value -> value >= 1)
            .in(SUBMISSION)
            .says("Virtual cores of the master's container.");
    public static final Setting<Duration> HEARTBEAT_INTERVAL = Setting.duration(
                    "yarn.heartbeat.interval", ChronoUnit.SECONDS)
            .orElse(Duration.ofSeconds(5))
            .in(MASTER)
            .formerly("yarn.heartbeat-delay")
            .says("Heartbeat from the master to the ResourceManager while no container is awaited.");
    public static final Setting<Duration> CONTAINER_REQUEST_INTERVAL = Setting.duration(
                    "yarn.heartbeat.container-request-interval")
            .orElse(Duration.ofMillis(200))
            .in(MASTER)
            .says("Heartbeat to the ResourceManager while containers are awaited.");
    public static final Setting<PortRange> APPLICATION_MASTER_PORT = Setting.ports("yarn.application-master.port")
            .orElse(PortRange.ANY)
            .in(MASTER)
            .formerly("high-availability.jobmanager.port", "recovery.jobmanager.port")
            .says("Port, range or list of ports the master listens on for its workers; 0: any free port.");
    public static final Setting<String> PROPERTIES_FILE_LOCATION = Setting.text("yarn.properties-file.location")
            .in(CLIENT)
            .withoutEffect()
            .says("Directory of Flink's hidden session file. Heddle finds sessions through YARN instead.");
    public static final Setting<List<String>> SHIP_FILES = Setting.list("yarn.ship-files")
            .orElse(List.of())
            .in(SUBMISSION)
            .formerly("yarn.ship-directories")
            .says("Local files and directories put into the working directory of every container.");
    public static final Setting<List<String>> SHIP_ARCHIVES = Setting.list("yarn.ship-archives")
            .orElse(List.of())
            .in(SUBMISSION)
            .says("Archives (.zip .jar .tar .tar.gz .tgz) unpacked in the working directory of every container.");
    public static final Setting<String> DIST_JAR = Setting.text("yarn.flink-dist-jar")
            .in(CLIENT)
            .withoutEffect()
            .says("Flink's own jar. Heddle ships the lib directory it was started from.");
    public static final Setting<List<String>> PROVIDED_LIB_DIRS = Setting.list("yarn.provided.lib.dirs")
            .orElse(List.of())
            .in(CLIENT)
            .withoutEffect()
            .says("Flink: directories in HDFS that hold its libraries. Heddle keeps what it has uploaded once by its"
                    + " content (.heddle/cache), so that nothing is uploaded twice.");
    public static final Setting<String> PROVIDED_USRLIB_DIR = Setting.text("yarn.provided.usrlib.dir")
            .in(CLIENT)
            .withoutEffect()
            .says("Flink: directory in HDFS with jars of the program. Name them with -C or pipeline.classpaths.");
    public static final Setting<String> STAGING_DIRECTORY = Setting.text("yarn.staging-directory")
            .in(CLIENT, MASTER)
            .says("Directory that holds .heddle; by default the user's home directory in the default file system.");
    public static final Setting<Integer> FILE_REPLICATION = Setting.integer("yarn.file-replication")
            .orElse(-1)
            .in(CLIENT)
            .says("Replication of uploaded files; -1: the file system's default.");
    public static final Setting<String> VIEW_ACLS = Setting.text("yarn.view.acls")
            .in(SUBMISSION, MASTER)
            .says("Who may see the application: 'user1,user2 group1' or *.");
    public static final Setting<String> MODIFY_ACLS = Setting.text("yarn.modify.acls")
            .in(SUBMISSION, MASTER)
            .says("Who may change the application: 'user1,user2 group1' or *.");
    public static final Setting<String> ROLLED_LOGS_INCLUDE = Setting.text("yarn.rolled-logs.include-pattern")
            .orElse("(jobmanager|taskmanager)\\.(log|out|err)\\.\\d+")
            .in(SUBMISSION)
            .says("Regular expression of log files that YARN collects while the application runs.");
    public static final Setting<String> ROLLED_LOGS_EXCLUDE = Setting.text("yarn.rolled-logs.exclude-pattern")
            .in(SUBMISSION)
            .says("Regular expression of log files that YARN does not collect while the application runs.");
    public static final Setting<String> INCLUDE_USER_JAR = Setting.text("yarn.classpath.include-user-jar")
            .orElse("DISABLED")
            .in(CLIENT)
            .withoutEffect()
            .formerly("yarn.per-job-cluster.include-user-jar")
            .says("Flink's place of user jars on the system class path. Heddle always loads them by their own loader.");
    public static final Setting<Boolean> SHIP_KEYTAB = Setting.flag("yarn.security.kerberos.ship-local-keytab")
            .orElse(true)
            .in(CLIENT)
            .withoutEffect()
            .says("Whether the local keytab is shipped to the master.");
    public static final Setting<String> KEYTAB_PATH = Setting.text("yarn.security.kerberos.localized-keytab-path")
            .orElse("krb5.keytab")
            .in(CLIENT)
            .withoutEffect()
            .says("Name of the keytab inside the containers.");
    public static final Setting<List<String>> TOKEN_SERVICES = Setting.list(
                    "yarn.security.appmaster.delegation.token.services")
            .orElse(List.of("hadoopfs"))
            .in(CLIENT)
            .withoutEffect()
            .says("Whose delegation tokens the client puts into the master's container.");
    public static final Setting<String> START_COMMAND = Setting.text("yarn.container-start-command-template")
            .orElse("%java% %jvmmem% %jvmopts% %logging% %class% %args% %redirects%")
            .in(CLIENT, MASTER)
            .withoutEffect()
            .says("Form of the command that starts a container.");
}
