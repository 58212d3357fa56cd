package io.heddle.client.submission;

import io.heddle.core.config.ClusterSettings;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.Setting;
import io.heddle.core.launch.ContainerNames;
import io.heddle.core.logging.LateLogging;
import io.heddle.core.memory.MemoryBudget;
import java.util.ArrayList;
import java.util.List;

/** The shell commands that start the processes. */
final class ContainerCommand {
    private static final List<String> OPENED_TO_NETTY =
            List.of("--add-opens=java.base/java.nio=ALL-UNNAMED", "-Dio.netty.tryReflectionSetAccessible=true");

    /**
     * Netty's events for Flight Recorder: the first buffer would make the JVM start the recorder and write classes for them, a tenth
     * of a second or two of every process. Who wants them asks for them in env.java.opts, which comes later.
     */
    private static final String NO_EVENTS_OF_NETTY = "-Dio.netty.jfr.enabled=false";

    /**
     * A master moves no records: what the first compiler makes is fast enough for it, and profiling for the second one took a third of
     * the processor time of its start.
     */
    private static final String FIRST_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";

    /**
     * Ten times what is usual, before the second compiler begins: no time where records come, and it leaves a worker's start alone, of
     * which it took a third.
     */
    private static final List<String> SECOND_COMPILER_LATER = List.of(
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000");

    /** Lets serialisers copy the bytes of a string as they are (StringBytes). */
    private static final String OPENED_TO_SERIALISERS = "--add-opens=java.base/java.lang=ALL-UNNAMED";

    private ContainerCommand() {}

    static String master(
            Configuration configuration, MemoryBudget budget, List<String> classPath, boolean hasClassArchive) {
        List<String> words = new ArrayList<>(classArchive(hasClassArchive));
        words.addAll(List.of("-XX:+UseSerialGC", "-Xss512k", FIRST_COMPILER_ONLY));
        words.addAll(userOptions(configuration, ClusterSettings.JVM_OPTIONS_MASTER));
        return command(
                configuration, budget, classPath, words, ContainerNames.MASTER_LOG, ContainerNames.MASTER_MAIN_CLASS);
    }

    static String worker(
            Configuration configuration, MemoryBudget budget, List<String> classPath, boolean hasClassArchive) {
        List<String> words = new ArrayList<>(classArchive(hasClassArchive));
        words.addAll(List.of("-XX:+UseG1GC", OPENED_TO_SERIALISERS));
        words.addAll(SECOND_COMPILER_LATER);
        if (configuration.get(ClusterSettings.EXIT_ON_OOM)) {
            words.add("-XX:+ExitOnOutOfMemoryError");
        }
        words.addAll(userOptions(configuration, ClusterSettings.JVM_OPTIONS_WORKER));
        return command(
                configuration, budget, classPath, words, ContainerNames.WORKER_LOG, ContainerNames.WORKER_MAIN_CLASS);
    }

    /**
     * A JVM that cannot use the archive, because it is another one than made it, goes without and says nothing. At an address
     * of its choice, as newer updates of Java map it, every pointer of the archive would be written anew: a tenth of a second,
     * and all of its memory private to each process.
     */
    private static List<String> classArchive(boolean isThere) {
        return isThere
                ? List.of(
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:ArchiveRelocationMode=0",
                        "-XX:SharedArchiveFile=" + ContainerNames.CLASS_ARCHIVE,
                        "-Xlog:cds=off",
                        "-Xlog:class+path=off")
                : List.of();
    }

    private static List<String> userOptions(Configuration configuration, Setting<String> own) {
        List<String> options = new ArrayList<>();
        for (String text : List.of(configuration.get(ClusterSettings.JVM_OPTIONS), configuration.get(own))) {
            if (!text.isBlank()) {
                options.add(text.strip());
            }
        }
        return options;
    }

    private static String command(
            Configuration configuration,
            MemoryBudget budget,
            List<String> classPath,
            List<String> options,
            String log,
            String mainClass) {
        List<String> words = new ArrayList<>();
        words.add("{{JAVA_HOME}}/bin/java");
        words.addAll(budget.jvmFlags());
        words.addAll(OPENED_TO_NETTY);
        words.add(NO_EVENTS_OF_NETTY);
        words.addAll(options);
        words.add("-Dlog4j2.loggerContextFactory=" + LateLogging.class.getName());
        words.add("-Dlog4j2.configurationFile=" + ContainerNames.LOGGING_FILE);
        words.add("-D" + ContainerNames.PROPERTY_LOG_FILE + "=<LOG_DIR>/" + log + ".log");
        words.add("-D" + ContainerNames.PROPERTY_LOG_LEVEL + "=" + configuration.get(ClusterSettings.LOG_LEVEL));
        words.add("-D" + ContainerNames.PROPERTY_LOG_MAX_SIZE + "="
                + configuration.get(ClusterSettings.LOG_MAX_SIZE).bytes());
        words.add(
                "-D" + ContainerNames.PROPERTY_LOG_MAX_FILES + "=" + configuration.get(ClusterSettings.LOG_MAX_FILES));
        words.add("-Djava.io.tmpdir={{PWD}}/tmp");
        words.add("-cp");
        words.add(String.join(":", classPath));
        words.add(mainClass);
        words.add("1><LOG_DIR>/" + log + ".out");
        words.add("2><LOG_DIR>/" + log + ".err");
        return String.join(" ", words);
    }
}
