package io.heddle.client.cli;

import io.heddle.client.cluster.Cluster;
import io.heddle.client.deploy.ClientSettings;
import io.heddle.client.session.Applications;
import io.heddle.client.session.RememberedMasters;
import io.heddle.client.submission.CredentialFiles;
import io.heddle.client.terminal.Pause;
import io.heddle.client.terminal.Terminal;
import io.heddle.core.checkpoint.stored.LineageKeys;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.ProcessEnvironment;
import io.heddle.core.storage.LocalStorage;
import io.heddle.core.storage.Storage;
import io.heddle.hadoop.HadoopConfiguration;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a command works with.
 *
 * @param clusters makes the connection to a cluster, for a command that needs one
 */
record Context(ProcessEnvironment environment, Terminal terminal, Pause pause, Clusters clusters) {
    /** Connects to the cluster that environment and configuration name. */
    interface Clusters {
        Cluster connect(ProcessEnvironment environment, Configuration configuration);
    }

    Configuration settings(List<ClientSettings.Given> commandLine) {
        return ClientSettings.load(environment, commandLine, terminal);
    }

    Cluster cluster(Configuration configuration) {
        return clusters.connect(ClientSettings.withHadoop(environment, configuration), configuration);
    }

    /** The same, connected as soon as it is asked for something: a command may need nothing but a master. */
    Cluster lateCluster(Configuration configuration) {
        return new LateCluster(() -> cluster(configuration));
    }

    /** The cluster's file systems if it is known, else this machine's. */
    Storage storage(Configuration configuration) {
        return knowsCluster(configuration) ? cluster(configuration).storage() : new LocalStorage();
    }

    /** The user's keys of checkpoints if a cluster is known. */
    Optional<LineageKeys> lineageKeys(Configuration configuration) {
        if (!knowsCluster(configuration)) {
            return Optional.empty();
        }
        Cluster cluster = cluster(configuration);
        return Optional.of(new LineageKeys(cluster.storage(), cluster.baseDirectory()));
    }

    private boolean knowsCluster(Configuration configuration) {
        ProcessEnvironment known = ClientSettings.withHadoop(environment, configuration);
        return known.variable("HADOOP_CONF_DIR").isPresent()
                || known.variable("YARN_CONF_DIR").isPresent();
    }

    /** Where the cluster's own configuration files are. */
    List<Path> hadoopDirectories(Configuration configuration) {
        return HadoopConfiguration.directories(
                ClientSettings.withHadoop(environment, configuration).variables());
    }

    CredentialFiles credentialFiles() {
        return new CredentialFiles(home());
    }

    private Path home() {
        return Path.of(environment.property("user.home").orElse("."));
    }

    Applications applications(Cluster cluster, Configuration configuration) {
        return new Applications(cluster, credentialFiles(), new RememberedMasters(home()), configuration, pause);
    }
}
