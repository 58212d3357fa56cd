package io.heddle.core.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.core.config.Configuration;
import io.heddle.core.config.ConfigurationBuilder;
import io.heddle.core.config.Origin;
import io.heddle.core.plan.Artifact;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LaunchFilesTest {
    @Test
    void a_launch_survives_its_file() throws IOException {
        LocalisedFile jar = new LocalisedFile(
                "lib/a.jar", "hdfs://nn/a", 3, 4, LocalisedFile.Kind.FILE, LocalisedFile.Visibility.PRIVATE);
        ContainerRecipe worker = new ContainerRecipe(List.of(jar), Map.of("K", "v"), "java ...", 1024, 2, null);
        ProgramLaunch program = new ProgramLaunch(
                "a.Main",
                List.of("--x", "y z"),
                List.of(new Artifact(Artifact.Kind.JAR, "job.jar", "hdfs://nn/job", "00ff", 12)),
                Set.of("00"));
        MasterLaunch launch = new MasterLaunch(
                MasterLaunch.Mode.APPLICATION,
                "name",
                "me",
                "hdfs://nn/user/me/.heddle/application_1_0001",
                "hdfs://nn/user/me",
                true,
                worker,
                program,
                null,
                "*",
                Map.of("dfs.replication", "1"),
                List.of("old key"));
        assertEquals(launch, LaunchFiles.readLaunch(LaunchFiles.write(launch)));
    }

    @Test
    void a_configuration_survives_its_file_with_origins() throws IOException {
        Configuration configuration = new ConfigurationBuilder()
                .put("parallelism.default", "3", Origin.file("/etc/heddle-conf.yaml", 12))
                .put("env.java.opts", "-Dx=\"a b\"", Origin.commandLine("-yD"))
                .build()
                .configuration();
        assertEquals(configuration, LaunchFiles.readConfiguration(LaunchFiles.write(configuration)));
    }
}
