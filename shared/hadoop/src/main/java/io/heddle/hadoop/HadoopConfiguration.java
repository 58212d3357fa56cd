package io.heddle.hadoop;

import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.fault.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.client.HdfsClientConfigKeys.BlockWrite;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.conf.YarnConfiguration;

/** The cluster's own configuration, as the environment points to it. */
public final class HadoopConfiguration {
    private static final List<String> FILES = List.of("core-site.xml", "hdfs-site.xml", "yarn-site.xml");

    /** First pause before the NameNode is asked again whether it knows a written block; each further one is twice as long. */
    private static final int FIRST_CLOSE_PAUSE_MS = 5;

    /** As many as reach beyond the 12 s that Hadoop's own five pauses take together. */
    private static final int CLOSE_PAUSES = 12;

    private HadoopConfiguration() {}

    /**
     * Reads Hadoop's files from the class path, then those of {@code HADOOP_CONF_DIR} and {@code YARN_CONF_DIR}, then
     * takes {@code overrides} (what the user wrote under {@code heddle.hadoop.} and {@code heddle.yarn.}).
     *
     * @param environment the process's environment variables
     * @throws HeddleException of category CONFIGURATION if a file is no XML
     */
    public static Configuration load(Map<String, String> environment, Map<String, String> overrides) {
        try {
            return loaded(environment, overrides);
        } catch (RuntimeException e) {
            // Hadoop wraps whatever its parser throws, and says in it which file and line it was.
            if (e.getCause() instanceof IOException || e.getCause() instanceof XMLStreamException) {
                throw new HeddleException(
                        FaultCategory.CONFIGURATION,
                        new Problem(
                                "The cluster's configuration cannot be read.",
                                String.valueOf(e.getCause().getMessage()),
                                "Mend the file, or point HADOOP_CONF_DIR to another directory."),
                        e);
            }
            throw e;
        }
    }

    private static Configuration loaded(Map<String, String> environment, Map<String, String> overrides) {
        HdfsConfiguration.init();
        Configuration configuration = new YarnConfiguration();
        for (Path directory : directories(environment)) {
            for (String name : FILES) {
                Path file = directory.resolve(name);
                if (Files.isReadable(file)) {
                    configuration.addResource(new org.apache.hadoop.fs.Path(file.toUri()));
                }
            }
        }
        // Nothing of ours writes to the timeline service, and its client would be built on every start.
        configuration.setBoolean(YarnConfiguration.TIMELINE_SERVICE_ENABLED, false);
        askSoonAfterClose(configuration);
        overrides.forEach(configuration::set);
        // Otherwise Hadoop would look on the class path alone to learn whether this cluster is a secure one.
        UserGroupInformation.setConfiguration(configuration);
        return configuration;
    }

    /**
     * A file is closed when the NameNode has heard of its last block from a DataNode, which mostly is some milliseconds
     * after the writer asks; Hadoop's first pause of 400 ms would then be most of what a small file takes. Left alone where
     * the cluster's files say something of their own.
     */
    private static void askSoonAfterClose(Configuration configuration) {
        String pauseKey = BlockWrite.LOCATEFOLLOWINGBLOCK_INITIAL_DELAY_MS_KEY;
        String retriesKey = BlockWrite.LOCATEFOLLOWINGBLOCK_RETRIES_KEY;
        boolean isHadoopsOwn = configuration.getInt(pauseKey, BlockWrite.LOCATEFOLLOWINGBLOCK_INITIAL_DELAY_MS_DEFAULT)
                        == BlockWrite.LOCATEFOLLOWINGBLOCK_INITIAL_DELAY_MS_DEFAULT
                && configuration.getInt(retriesKey, BlockWrite.LOCATEFOLLOWINGBLOCK_RETRIES_DEFAULT)
                        == BlockWrite.LOCATEFOLLOWINGBLOCK_RETRIES_DEFAULT;
        if (isHadoopsOwn) {
            configuration.setInt(pauseKey, FIRST_CLOSE_PAUSE_MS);
            configuration.setInt(retriesKey, CLOSE_PAUSES);
        }
    }

    /** Where the files were looked for besides the class path. */
    public static List<Path> directories(Map<String, String> environment) {
        List<Path> directories = new ArrayList<>();
        for (String variable : List.of("HADOOP_CONF_DIR", "YARN_CONF_DIR")) {
            String value = environment.getOrDefault(variable, "");
            if (!value.isBlank() && Files.isDirectory(Path.of(value)) && !directories.contains(Path.of(value))) {
                directories.add(Path.of(value));
            }
        }
        return directories;
    }

    /** Refuses a configuration whose default file system is the local one: nothing on another host could read there. */
    public static void requireSharedFileSystem(Configuration configuration) {
        if (org.apache.hadoop.fs.FileSystem.getDefaultUri(configuration)
                .getScheme()
                .equals("file")) {
            throw new HeddleException(
                    FaultCategory.CONFIGURATION,
                    "The cluster's default file system is the local one.",
                    "No core-site.xml with fs.defaultFS was found in HADOOP_CONF_DIR or YARN_CONF_DIR.",
                    "Point HADOOP_CONF_DIR to the cluster's configuration directory.");
        }
    }
}
