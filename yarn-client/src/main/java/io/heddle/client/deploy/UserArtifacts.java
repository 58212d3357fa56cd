package io.heddle.client.deploy;

import io.heddle.client.cluster.Cluster;
import io.heddle.client.cluster.ClusterFiles;
import io.heddle.client.cluster.FileView;
import io.heddle.client.submission.LocalFile;
import io.heddle.client.terminal.Terminal;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.YarnSettings;
import io.heddle.core.launch.StagingNames;
import io.heddle.core.plan.Artifact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts a program's jars where workers fetch them, unless they are there already. */
public final class UserArtifacts {
    private static final int PRIVATE_DIRECTORY = 0700;
    private static final int CACHED_MODE = 0644;

    private final Cluster cluster;
    private final Configuration configuration;
    private final Terminal terminal;
    private final Known known;

    /** Who may know where a jar is already. */
    public interface Known {
        /** The URI of a jar with this hash where workers fetch it; empty if it is not there, or if nobody knows. */
        Optional<String> uri(LocalFile jar);
    }

    /**
     * For the programs of one command.
     *
     * @param known asked before the cluster's file system is
     */
    public UserArtifacts(Cluster cluster, Configuration configuration, Terminal terminal, Known known) {
        this.cluster = cluster;
        this.configuration = configuration;
        this.terminal = terminal;
        this.known = known;
    }

    /** The artifacts of the job plan. */
    public List<Artifact> upload(ProgramJar program) {
        List<Artifact> artifacts = new ArrayList<>();
        int reused = 0;
        for (LocalFile jar : program.jars()) {
            Optional<String> there = known.uri(jar).or(() -> inCache(jar));
            if (there.isPresent()) {
                reused++;
            }
            String uri = there.orElseGet(() -> intoCache(jar));
            artifacts.add(new Artifact(Artifact.Kind.JAR, jar.link(), uri, jar.sha256(), jar.lengthBytes()));
        }
        for (String url : program.classPath()) {
            artifacts.add(new Artifact(Artifact.Kind.CLASSPATH, url, url, "", -1));
        }
        terminal.detail("program: " + program.jars().size() + " jars, " + reused + " already there");
        return List.copyOf(artifacts);
    }

    private String target(LocalFile jar) {
        return cluster.baseDirectory() + "/" + StagingNames.CACHE + "/" + jar.sha256();
    }

    private Optional<String> inCache(LocalFile jar) {
        return cluster.files()
                .status(target(jar))
                .filter(file -> file.lengthBytes() == jar.lengthBytes())
                .map(FileView::uri);
    }

    private String intoCache(LocalFile jar) {
        ClusterFiles files = cluster.files();
        files.makeDirectory(cluster.baseDirectory() + "/" + StagingNames.ROOT, PRIVATE_DIRECTORY);
        files.makeDirectory(cluster.baseDirectory() + "/" + StagingNames.CACHE, PRIVATE_DIRECTORY);
        return files.upload(jar, target(jar), CACHED_MODE, configuration.get(YarnSettings.FILE_REPLICATION))
                .uri();
    }
}
