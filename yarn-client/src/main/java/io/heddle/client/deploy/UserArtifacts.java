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

    public UserArtifacts(Cluster cluster, Configuration configuration, Terminal terminal) {
        this.cluster = cluster;
        this.configuration = configuration;
        this.terminal = terminal;
    }

    /** The artifacts of the job plan. */
    public List<Artifact> upload(ProgramJar program) {
        ClusterFiles files = cluster.files();
        String base = cluster.baseDirectory();
        List<Artifact> artifacts = new ArrayList<>();
        int reused = 0;
        for (LocalFile jar : program.jars()) {
            String target = base + "/" + StagingNames.CACHE + "/" + jar.sha256();
            Optional<FileView> there = files.status(target).filter(file -> file.lengthBytes() == jar.lengthBytes());
            if (there.isPresent()) {
                reused++;
            } else {
                files.makeDirectory(base + "/" + StagingNames.ROOT, PRIVATE_DIRECTORY);
                files.makeDirectory(base + "/" + StagingNames.CACHE, PRIVATE_DIRECTORY);
            }
            FileView file = there.orElseGet(
                    () -> files.upload(jar, target, CACHED_MODE, configuration.get(YarnSettings.FILE_REPLICATION)));
            artifacts.add(new Artifact(Artifact.Kind.JAR, jar.link(), file.uri(), jar.sha256(), jar.lengthBytes()));
        }
        for (String url : program.classPath()) {
            artifacts.add(new Artifact(Artifact.Kind.CLASSPATH, url, url, "", -1));
        }
        terminal.detail("program: " + program.jars().size() + " jars, " + reused + " already there");
        return List.copyOf(artifacts);
    }
}
