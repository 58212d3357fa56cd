package io.heddle.client.submission;

import static io.heddle.client.submission.Upload.Container.MASTER;
import static io.heddle.client.submission.Upload.Container.WORKER;

import io.heddle.client.cluster.ClusterFacts;
import io.heddle.client.cluster.FileView;
import io.heddle.core.config.ClusterSettings;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.ConfigurationException;
import io.heddle.core.config.MemorySettings;
import io.heddle.core.config.YarnSettings;
import io.heddle.core.launch.ContainerNames;
import io.heddle.core.launch.ContainerRecipe;
import io.heddle.core.launch.LaunchFiles;
import io.heddle.core.launch.LocalisedFile;
import io.heddle.core.launch.MasterLaunch;
import io.heddle.core.launch.ProgramLaunch;
import io.heddle.core.launch.StagingNames;
import io.heddle.core.memory.ContainerLimits;
import io.heddle.core.memory.JobManagerMemory;
import io.heddle.core.memory.MemoryBudget;
import io.heddle.core.memory.TaskManagerMemory;
import io.heddle.core.plan.Artifact;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a submission that can be known before anything is done: what is uploaded under which names, how much
 * is asked for, with which commands, and every reason why it could not work. Pure: the same request and facts give the
 * same plan.
 *
 * @param masterBudget null if the master's memory cannot be solved (then there are errors)
 * @param workerBudget likewise
 * @param uploads everything but the launch file, which names the uploaded files and so comes last
 * @param errors why it cannot work
 * @param remarks worth telling
 */
public record SubmissionPlan(
        SubmissionRequest request,
        ClusterFacts facts,
        String applicationId,
        @Nullable MemoryBudget masterBudget,
        @Nullable MemoryBudget workerBudget,
        List<Upload> uploads,
        List<String> errors,
        List<String> remarks) {

    private static final int MASTER_ONLY_MODE = 0600;
    private static final Set<Upload.Container> BOTH = Set.of(MASTER, WORKER);

    /** Makes the plan. */
    public static SubmissionPlan of(SubmissionRequest request, ClusterFacts facts, String applicationId) {
        List<String> errors = new ArrayList<>();
        List<String> remarks = new ArrayList<>(request.warnings());
        Configuration configuration = request.configuration();
        MemoryBudget master = solved(errors, () -> JobManagerMemory.solve(configuration));
        MemoryBudget worker = solved(errors, () -> TaskManagerMemory.solve(configuration));
        if (master != null) {
            check(
                    facts.limits().check(master, configuration.get(YarnSettings.APPMASTER_VCORES), "-jm"),
                    configuration.isSet(MemorySettings.JOBMANAGER_PROCESS),
                    errors,
                    remarks);
        }
        if (worker != null) {
            check(
                    facts.limits().check(worker, workerVirtualCores(configuration, facts), "-tm"),
                    configuration.isSet(MemorySettings.TASKMANAGER_PROCESS),
                    errors,
                    remarks);
        }
        if (facts.nodes().isEmpty()) {
            remarks.add("No NodeManager is running; the application will wait until one is.");
        }
        return new SubmissionPlan(
                request,
                facts,
                applicationId,
                master,
                worker,
                uploads(request, applicationId),
                List.copyOf(errors),
                List.copyOf(remarks));
    }

    private static @Nullable MemoryBudget solved(List<String> errors, Supplier<MemoryBudget> solve) {
        try {
            return solve.get();
        } catch (ConfigurationException e) {
            errors.add(e.getMessage());
            return null;
        }
    }

    /** That YARN rounds a size up is worth telling only to somebody who has chosen it. */
    private static void check(
            ContainerLimits.Verdict verdict, boolean sizeChosen, List<String> errors, List<String> remarks) {
        errors.addAll(verdict.errors());
        if (sizeChosen) {
            remarks.addAll(verdict.remarks());
        }
    }

    /** Slots need not have a core each: what nobody chose stays within the cluster's limit. */
    private static int workerVirtualCores(Configuration configuration, ClusterFacts facts) {
        int chosen = configuration.get(YarnSettings.CONTAINER_VCORES);
        int most = Math.max(1, facts.limits().maxVirtualCores());
        return chosen > 0 ? chosen : Math.min(most, configuration.get(ClusterSettings.TASK_SLOTS));
    }

    private static List<Upload> uploads(SubmissionRequest request, String applicationId) {
        List<Upload> uploads = new ArrayList<>();
        uploads.add(libraries(request.distribution().libraries()));
        LocalFile classArchive = request.distribution().classArchive();
        if (classArchive != null) {
            uploads.add(cached(classArchive, BOTH, LocalisedFile.Kind.FILE));
        }
        request.distribution().hadoopFiles().forEach(file -> uploads.add(cached(file, BOTH, LocalisedFile.Kind.FILE)));
        uploads.add(logging(request.distribution().logging()));
        request.userFiles().files().forEach(file -> uploads.add(cached(file, BOTH, LocalisedFile.Kind.FILE)));
        request.userFiles().archives().forEach(file -> uploads.add(cached(file, BOTH, LocalisedFile.Kind.ARCHIVE)));
        SubmissionRequest.Program program = request.program();
        if (program != null) {
            program.jars().forEach(jar -> uploads.add(cached(jar, Set.of(), LocalisedFile.Kind.FILE)));
        }
        uploads.add(staged(
                LaunchFiles.write(request.configuration()), ContainerNames.CONFIGURATION_FILE, applicationId, BOTH));
        if (request.plan() != null) {
            uploads.add(staged(request.plan(), ContainerNames.PLAN_FILE, applicationId, Set.of(MASTER)));
        }
        return List.copyOf(uploads);
    }

    private static Upload libraries(List<LocalFile> files) {
        Tarball tarball = Tarball.of(files);
        String target = StagingNames.CACHE + "/" + tarball.sha256() + ".tar";
        return new Upload(tarball, target, true, ContainerNames.LIB_DIRECTORY, BOTH, LocalisedFile.Kind.ARCHIVE);
    }

    private static Upload logging(String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        String target = StagingNames.CACHE + "/" + LocalFile.sha256(content);
        return new Upload(
                new Content.Bytes(content), target, true, ContainerNames.LOGGING_FILE, BOTH, LocalisedFile.Kind.FILE);
    }

    private static Upload cached(LocalFile file, Set<Upload.Container> containers, LocalisedFile.Kind kind) {
        String target = StagingNames.CACHE + "/" + file.cacheName(kind == LocalisedFile.Kind.ARCHIVE);
        return new Upload(file, target, true, file.link(), containers, kind);
    }

    private static Upload staged(byte[] content, String name, String applicationId, Set<Upload.Container> containers) {
        String target = StagingNames.staging(applicationId) + "/" + name;
        return new Upload(new Content.Bytes(content), target, false, name, containers, LocalisedFile.Kind.FILE);
    }

    /** The budgets that could be solved. */
    public List<MemoryBudget> budgets() {
        List<MemoryBudget> budgets = new ArrayList<>();
        if (masterBudget != null) {
            budgets.add(masterBudget);
        }
        if (workerBudget != null) {
            budgets.add(workerBudget);
        }
        return budgets;
    }

    /** One line for each file: its size, its name in containers, and where it is put. */
    public List<String> uploadLines() {
        return uploads.stream()
                .map(upload -> String.format("%10d  %s -> %s", upload.lengthBytes(), upload.link(), upload.target()))
                .toList();
    }

    /** The same as fields: name, bytes, target. */
    public List<Map<String, Object>> uploadFields() {
        return uploads.stream()
                .<Map<String, Object>>map(upload ->
                        Map.of("name", upload.link(), "bytes", upload.lengthBytes(), "target", upload.target()))
                .toList();
    }

    /** URI of the application's own directory. */
    public String stagingDirectory() {
        return facts.baseDirectory() + "/" + StagingNames.staging(applicationId);
    }

    /** Mode of files that only the application's owner may read. */
    static int privateMode() {
        return MASTER_ONLY_MODE;
    }

    /** How to start a worker, once it is known where the files lie. */
    ContainerRecipe workerRecipe(Map<Upload, FileView> uploaded) {
        MemoryBudget budget = Objects.requireNonNull(workerBudget, "a plan with errors is not executed");
        Configuration configuration = request.configuration();
        return new ContainerRecipe(
                localised(uploaded, WORKER),
                environment("containerized.taskmanager.env."),
                ContainerCommand.worker(configuration, budget, classPath(), hasClassArchive()),
                budget.totalMb(),
                workerVirtualCores(configuration, facts),
                configuration.find(YarnSettings.TASKMANAGER_NODE_LABEL).orElse(null));
    }

    /** What the master reads first. */
    MasterLaunch masterLaunch(Map<Upload, FileView> uploaded) {
        Configuration configuration = request.configuration();
        SortedMap<String, String> hadoop = new TreeMap<>();
        for (String prefix : List.of("flink.hadoop.", "flink.yarn.", "heddle.hadoop.", "heddle.yarn.")) {
            hadoop.putAll(configuration.under(prefix));
        }
        return new MasterLaunch(
                request.mode(),
                request.name(),
                facts.user(),
                stagingDirectory(),
                facts.baseDirectory(),
                request.clientWaits(),
                workerRecipe(uploaded),
                programLaunch(uploaded),
                configuration.find(YarnSettings.VIEW_ACLS).orElse(null),
                configuration.find(YarnSettings.MODIFY_ACLS).orElse(null),
                hadoop,
                remarks);
    }

    /** The launch file as one more upload. */
    Upload launchFile(Map<Upload, FileView> uploaded) {
        return staged(
                LaunchFiles.write(masterLaunch(uploaded)), ContainerNames.LAUNCH_FILE, applicationId, Set.of(MASTER));
    }

    /** How to start the master. */
    ContainerRecipe masterRecipe(Map<Upload, FileView> uploaded) {
        MemoryBudget budget = Objects.requireNonNull(masterBudget, "a plan with errors is not executed");
        Configuration configuration = request.configuration();
        return new ContainerRecipe(
                localised(uploaded, MASTER),
                environment("containerized.master.env."),
                ContainerCommand.master(configuration, budget, classPath(), hasClassArchive()),
                budget.totalMb(),
                configuration.get(YarnSettings.APPMASTER_VCORES),
                null);
    }

    private @Nullable ProgramLaunch programLaunch(Map<Upload, FileView> uploaded) {
        SubmissionRequest.Program program = request.program();
        if (program == null) {
            return null;
        }
        List<Artifact> artifacts = new ArrayList<>();
        for (LocalFile jar : program.jars()) {
            uploaded.forEach((upload, file) -> {
                if (jar.equals(upload.content())) {
                    artifacts.add(
                            new Artifact(Artifact.Kind.JAR, jar.link(), file.uri(), jar.sha256(), jar.lengthBytes()));
                }
            });
        }
        return new ProgramLaunch(program.mainClass(), program.arguments(), List.copyOf(artifacts), program.running());
    }

    private List<LocalisedFile> localised(Map<Upload, FileView> uploaded, Upload.Container container) {
        List<LocalisedFile> files = new ArrayList<>();
        uploaded.forEach((upload, file) -> {
            if (upload.containers().contains(container)) {
                LocalisedFile.Visibility visibility =
                        upload.cached() ? LocalisedFile.Visibility.PRIVATE : LocalisedFile.Visibility.APPLICATION;
                files.add(new LocalisedFile(
                        upload.link(), file.uri(), file.lengthBytes(), file.modifiedAtMs(), upload.kind(), visibility));
            }
        });
        return List.copyOf(files);
    }

    /** Heddle's jars, then Hadoop's configuration; nothing of the cluster's own. */
    private List<String> classPath() {
        List<String> entries = new ArrayList<>();
        request.distribution().libraries().forEach(file -> entries.add(file.link()));
        if (!request.distribution().hadoopFiles().isEmpty()) {
            entries.add(HADOOP_DIRECTORY);
        }
        return entries;
    }

    /** Directory of the containers that holds the cluster's configuration files. */
    public static final String HADOOP_DIRECTORY = "hadoop-conf";

    private boolean hasClassArchive() {
        return request.distribution().classArchive() != null;
    }

    private Map<String, String> environment(String prefix) {
        Configuration configuration = request.configuration();
        SortedMap<String, String> environment = new TreeMap<>();
        environment.put("MALLOC_ARENA_MAX", "4");
        environment.put(ContainerNames.ENV_APPLICATION_ID, applicationId);
        environment.put(ContainerNames.ENV_STAGING_DIRECTORY, stagingDirectory());
        environment.put("HADOOP_USER_NAME", facts.user());
        if (!request.distribution().hadoopFiles().isEmpty()) {
            environment.put("HADOOP_CONF_DIR", "{{PWD}}/" + HADOOP_DIRECTORY);
        }
        configuration.find(ClusterSettings.JAVA_HOME).ifPresent(home -> environment.put("JAVA_HOME", home));
        environment.putAll(configuration.under(prefix));
        return environment;
    }
}
