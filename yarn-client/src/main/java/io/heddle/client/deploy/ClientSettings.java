package io.heddle.client.deploy;

import io.heddle.client.terminal.Terminal;
import io.heddle.core.config.ClusterSettings;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.ConfigurationBuilder;
import io.heddle.core.config.ConfigurationException;
import io.heddle.core.config.ConfigurationFile;
import io.heddle.core.config.Origin;
import io.heddle.core.config.ProcessEnvironment;
import io.heddle.core.config.Setting;
import io.heddle.core.config.StateSettings;
import io.heddle.core.launch.StagingNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The effective configuration of a command: file, then command line. */
public final class ClientSettings {
    /** A value given on the command line, and the option that gave it. */
    public record Given(String key, String value, String option) {}

    private ClientSettings() {}

    /**
     * The directory whose file is read, if there is one.
     *
     * @throws ConfigurationException if the environment names one that is none: its settings would be missed silently
     */
    public static Optional<Path> directory(ProcessEnvironment environment) {
        Optional<Path> named = environment.variable("HEDDLE_CONF_DIR").map(Path::of);
        named.filter(path -> !Files.isDirectory(path)).ifPresent(path -> {
            throw new ConfigurationException("HEDDLE_CONF_DIR names " + path + ", which is no directory");
        });
        return named.or(() -> environment.variable("HEDDLE_HOME").map(home -> Path.of(home, "conf")));
    }

    /** The environment, with the directories of Hadoop's configuration that only our own configuration names. */
    public static ProcessEnvironment withHadoop(ProcessEnvironment environment, Configuration configuration) {
        Map<String, String> variables = new TreeMap<>(environment.variables());
        Map.of("HADOOP_CONF_DIR", ClusterSettings.HADOOP_CONF_DIR, "YARN_CONF_DIR", ClusterSettings.YARN_CONF_DIR)
                .forEach((variable, setting) -> takeOver(environment, variable, configuration, setting, variables));
        return new ProcessEnvironment(variables, environment.properties());
    }

    private static void takeOver(
            ProcessEnvironment environment,
            String variable,
            Configuration configuration,
            Setting<String> setting,
            Map<String, String> variables) {
        if (environment.variable(variable).isEmpty()) {
            configuration.find(setting).ifPresent(directory -> variables.put(variable, directory));
        }
    }

    /**
     * The configuration of a new application: its checkpoints go to the user's files unless somebody has said where.
     *
     * @param baseDirectory what holds .heddle
     */
    public static Configuration withCheckpointDirectory(Configuration configuration, String baseDirectory) {
        return configuration.isSet(StateSettings.CHECKPOINT_DIRECTORY)
                ? configuration
                : configuration.with(
                        StateSettings.CHECKPOINT_DIRECTORY,
                        baseDirectory + "/" + StagingNames.CHECKPOINTS,
                        Origin.DEFAULT);
    }

    /** Reads and checks everything; warnings go to the terminal. */
    public static Configuration load(ProcessEnvironment environment, List<Given> commandLine, Terminal terminal) {
        ConfigurationBuilder builder = new ConfigurationBuilder();
        directory(environment).flatMap(ConfigurationFile::in).ifPresent(file -> {
            terminal.detail("configuration: " + file);
            builder.putAll(ConfigurationFile.read(file));
        });
        commandLine.forEach(given -> builder.put(given.key(), given.value(), Origin.commandLine(given.option())));
        ConfigurationBuilder.Built built = builder.build();
        built.warnings().forEach(terminal::warn);
        return built.configuration();
    }
}
