package io.heddle.client.yarn;

import static io.heddle.client.yarn.HadoopFailures.calling;
import static io.heddle.client.yarn.HadoopFailures.performing;

import io.heddle.client.cluster.ApplicationSubmission;
import io.heddle.client.cluster.ApplicationView;
import io.heddle.client.cluster.Cluster;
import io.heddle.client.cluster.ClusterFacts;
import io.heddle.client.cluster.ClusterFiles;
import io.heddle.client.cluster.ContainerView;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.core.config.YarnSettings;
import io.heddle.core.memory.ContainerLimits;
import io.heddle.core.storage.Storage;
import io.heddle.hadoop.HadoopConfiguration;
import io.heddle.hadoop.HadoopStorage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.ipc.RPC;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.api.ApplicationClientProtocol;
import org.apache.hadoop.yarn.api.protocolrecords.GetApplicationAttemptsRequest;
import org.apache.hadoop.yarn.api.protocolrecords.GetApplicationReportRequest;
import org.apache.hadoop.yarn.api.protocolrecords.GetApplicationsRequest;
import org.apache.hadoop.yarn.api.protocolrecords.GetClusterNodesRequest;
import org.apache.hadoop.yarn.api.protocolrecords.GetContainersRequest;
import org.apache.hadoop.yarn.api.protocolrecords.GetNewApplicationRequest;
import org.apache.hadoop.yarn.api.protocolrecords.GetNewApplicationResponse;
import org.apache.hadoop.yarn.api.protocolrecords.GetQueueInfoRequest;
import org.apache.hadoop.yarn.api.protocolrecords.KillApplicationRequest;
import org.apache.hadoop.yarn.api.protocolrecords.SubmitApplicationRequest;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptReport;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.ContainerReport;
import org.apache.hadoop.yarn.api.records.ContainerState;
import org.apache.hadoop.yarn.api.records.NodeReport;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.hadoop.yarn.api.records.QueueInfo;
import org.apache.hadoop.yarn.api.records.QueueState;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.ClientRMProxy;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.ApplicationNotFoundException;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.jspecify.annotations.Nullable;

/** YARN through its client protocol; see docs/decisions/0010-hadoop-clients.md for why not through YarnClient. */
public final class YarnCluster implements Cluster {
    /** How often a ResourceManager that does not answer is asked again, beside what IPC itself repeats: 19 s as seen, not 46. */
    private static final int CONNECT_ATTEMPTS = 3;

    private static final int CONNECT_PAUSE_MS = 2_000;
    private static final int IPC_RETRIES = 1;

    private final Configuration hadoop;
    private final io.heddle.core.config.Configuration settings;
    private final ApplicationClientProtocol resourceManager;
    private final HdfsFiles files;
    private final String where;
    private @Nullable GetNewApplicationResponse unusedApplication;

    private YarnCluster(
            Configuration hadoop,
            io.heddle.core.config.Configuration settings,
            ApplicationClientProtocol resourceManager) {
        this.hadoop = hadoop;
        this.settings = settings;
        this.resourceManager = resourceManager;
        files = new HdfsFiles(hadoop);
        where = where(hadoop);
    }

    /** Makes the clients; nothing is connected before the first call. */
    public static YarnCluster connect(Map<String, String> environment, io.heddle.core.config.Configuration settings) {
        Configuration hadoop = hadoopConfiguration(environment, settings);
        Optional<KerberosLogin> login = KerberosLogin.of(settings);
        if (UserGroupInformation.isSecurityEnabled()) {
            login.ifPresent(identity -> identity.perform(UserGroupInformation::loginUserFromKeytab));
        }
        ApplicationClientProtocol resourceManager = calling(
                "connecting",
                where(hadoop),
                () -> ClientRMProxy.createRMProxy(hadoop, ApplicationClientProtocol.class));
        return new YarnCluster(hadoop, settings, resourceManager);
    }

    private static Configuration hadoopConfiguration(
            Map<String, String> environment, io.heddle.core.config.Configuration settings) {
        if (HadoopConfiguration.directories(environment).isEmpty()) {
            String named = environment.getOrDefault("HADOOP_CONF_DIR", environment.getOrDefault("YARN_CONF_DIR", ""));
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "The cluster is not known.",
                    named.isBlank()
                            ? "Neither HADOOP_CONF_DIR nor YARN_CONF_DIR is set, nor env.hadoop.conf.dir in the"
                                    + " configuration."
                            : "The directory " + named + " does not exist.",
                    "export HADOOP_CONF_DIR=/path/to/hadoop/conf ('heddle sandbox start' makes a cluster and prints"
                            + " it); 'heddle run -t local' needs none.");
        }
        SortedMap<String, String> overrides = new TreeMap<>();
        for (String prefix : List.of("flink.hadoop.", "flink.yarn.", "heddle.hadoop.", "heddle.yarn.")) {
            overrides.putAll(settings.under(prefix));
        }
        Configuration hadoop = HadoopConfiguration.load(environment, overrides);
        // A person waits in front of this process: minutes of silent retries help nobody.
        if (!overrides.containsKey(YarnConfiguration.RESOURCEMANAGER_CONNECT_MAX_WAIT_MS)) {
            hadoop.setInt(YarnConfiguration.RESOURCEMANAGER_CONNECT_MAX_WAIT_MS, CONNECT_ATTEMPTS * CONNECT_PAUSE_MS);
            hadoop.setInt(YarnConfiguration.RESOURCEMANAGER_CONNECT_RETRY_INTERVAL_MS, CONNECT_PAUSE_MS);
        }
        if (!overrides.containsKey("ipc.client.connect.max.retries")) {
            hadoop.setInt("ipc.client.connect.max.retries", IPC_RETRIES);
        }
        HadoopConfiguration.requireSharedFileSystem(hadoop);
        return hadoop;
    }

    private static String where(Configuration hadoop) {
        return "the ResourceManager at "
                + hadoop.get(YarnConfiguration.RM_ADDRESS, YarnConfiguration.DEFAULT_RM_ADDRESS);
    }

    @Override
    public Storage storage() {
        return new HadoopStorage(hadoop);
    }

    @Override
    public ClusterFacts facts() {
        return calling("asking for the cluster's limits", where, () -> {
            GetNewApplicationResponse application = unusedApplication();
            List<ClusterFacts.NodeView> nodes = new ArrayList<>();
            for (NodeReport node : resourceManager
                    .getClusterNodes(GetClusterNodesRequest.newInstance(EnumSet.of(NodeState.RUNNING)))
                    .getNodeReports()) {
                nodes.add(view(node));
            }
            int min = hadoop.getInt(
                    YarnConfiguration.RM_SCHEDULER_MINIMUM_ALLOCATION_MB,
                    YarnConfiguration.DEFAULT_RM_SCHEDULER_MINIMUM_ALLOCATION_MB);
            ContainerLimits limits = new ContainerLimits(
                    min,
                    hadoop.getInt("yarn.resource-types.memory-mb.increment-allocation", Math.max(1, min)),
                    (int) Math.min(
                            Integer.MAX_VALUE,
                            application.getMaximumResourceCapability().getMemorySize()),
                    application.getMaximumResourceCapability().getVirtualCores(),
                    nodes.stream()
                            .mapToInt(ClusterFacts.NodeView::memoryMb)
                            .max()
                            .orElse(0),
                    virtualRatio());
            return new ClusterFacts(
                    UserGroupInformation.getCurrentUser().getShortUserName(),
                    baseDirectory(),
                    limits,
                    queues(),
                    nodes,
                    hadoop.getInt(YarnConfiguration.RM_AM_MAX_ATTEMPTS, YarnConfiguration.DEFAULT_RM_AM_MAX_ATTEMPTS));
        });
    }

    @Override
    public String baseDirectory() {
        return calling("finding your home directory", where, () -> {
            Optional<String> chosen = settings.find(YarnSettings.STAGING_DIRECTORY);
            if (chosen.isPresent()) {
                Path path = new Path(chosen.get());
                return path.getFileSystem(hadoop).makeQualified(path).toString();
            }
            return FileSystem.get(hadoop).getHomeDirectory().toString();
        });
    }

    private double virtualRatio() {
        boolean isChecked = hadoop.getBoolean(
                YarnConfiguration.NM_VMEM_CHECK_ENABLED, YarnConfiguration.DEFAULT_NM_VMEM_CHECK_ENABLED);
        return isChecked
                ? hadoop.getFloat(YarnConfiguration.NM_VMEM_PMEM_RATIO, YarnConfiguration.DEFAULT_NM_VMEM_PMEM_RATIO)
                : 0;
    }

    private static ClusterFacts.NodeView view(NodeReport node) {
        return new ClusterFacts.NodeView(
                node.getNodeId().toString(),
                (int) node.getCapability().getMemorySize(),
                node.getUsed() == null ? 0 : (int) node.getUsed().getMemorySize(),
                node.getCapability().getVirtualCores(),
                node.getUsed() == null ? 0 : node.getUsed().getVirtualCores(),
                node.getNumContainers(),
                node.getHealthReport() == null ? "" : node.getHealthReport());
    }

    private List<ClusterFacts.QueueView> queues() throws IOException, YarnException {
        QueueInfo root = resourceManager
                .getQueueInfo(GetQueueInfoRequest.newInstance("root", true, true, true))
                .getQueueInfo();
        List<ClusterFacts.QueueView> leaves = new ArrayList<>();
        if (root != null) {
            collectLeaves(root, "", leaves);
        }
        return leaves;
    }

    private static void collectLeaves(QueueInfo queue, String parent, List<ClusterFacts.QueueView> leaves) {
        String name = queue.getQueueName().substring(queue.getQueueName().lastIndexOf('.') + 1);
        String path = parent.isEmpty() ? name : parent + "." + name;
        List<QueueInfo> children = queue.getChildQueues() == null ? List.of() : queue.getChildQueues();
        if (children.isEmpty()) {
            leaves.add(new ClusterFacts.QueueView(
                    name,
                    path,
                    queue.getCapacity() * 100.0,
                    queue.getMaximumCapacity() * 100.0,
                    queue.getApplications() == null
                            ? 0
                            : queue.getApplications().size(),
                    queue.getQueueState() == null || queue.getQueueState() == QueueState.RUNNING));
        }
        children.forEach(child -> collectLeaves(child, path, leaves));
    }

    private GetNewApplicationResponse unusedApplication() throws IOException, YarnException {
        GetNewApplicationResponse response = unusedApplication;
        if (response == null) {
            response = resourceManager.getNewApplication(GetNewApplicationRequest.newInstance());
            unusedApplication = response;
        }
        return response;
    }

    @Override
    public String newApplication() {
        return calling("asking for an application id", where, () -> {
            String id = unusedApplication().getApplicationId().toString();
            unusedApplication = null;
            return id;
        });
    }

    @Override
    public void submit(ApplicationSubmission submission) {
        performing("submitting " + submission.id(), where, () -> {
            resourceManager.submitApplication(
                    SubmitApplicationRequest.newInstance(LaunchContexts.application(submission, hadoop)));
        });
    }

    @Override
    public Optional<ApplicationView> application(String id) {
        return calling("asking for " + id, where, () -> {
            try {
                ApplicationReport report = resourceManager
                        .getApplicationReport(GetApplicationReportRequest.newInstance(parse(id)))
                        .getApplicationReport();
                return Optional.of(view(report));
            } catch (ApplicationNotFoundException e) {
                return Optional.<ApplicationView>empty();
            }
        });
    }

    private static ApplicationId parse(String id) {
        try {
            return ApplicationId.fromString(id);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(
                    "'" + id + "' is no application id.", "It looks like application_1700000000000_0001.");
        }
    }

    @Override
    public List<ApplicationView> applications(String type, Set<ApplicationView.State> states) {
        return calling("listing applications", where, () -> {
            EnumSet<YarnApplicationState> wanted = EnumSet.noneOf(YarnApplicationState.class);
            states.forEach(state -> wanted.add(YarnApplicationState.valueOf(state.name())));
            GetApplicationsRequest request = GetApplicationsRequest.newInstance(Set.of(type), wanted);
            request.setUsers(Set.of(UserGroupInformation.getCurrentUser().getShortUserName()));
            List<ApplicationView> views = new ArrayList<>();
            for (ApplicationReport report :
                    resourceManager.getApplications(request).getApplicationList()) {
                views.add(view(report));
            }
            return views;
        });
    }

    private static ApplicationView view(ApplicationReport report) {
        Set<String> tags = report.getApplicationTags() == null ? Set.of() : new HashSet<>(report.getApplicationTags());
        return new ApplicationView(
                report.getApplicationId().toString(),
                text(report.getName()),
                text(report.getApplicationType()),
                text(report.getUser()),
                text(report.getQueue()),
                ApplicationView.State.valueOf(report.getYarnApplicationState().name()),
                outcome(report),
                text(report.getDiagnostics()),
                text(report.getHost()).equals("N/A") ? "" : text(report.getHost()),
                report.getRpcPort(),
                text(report.getTrackingUrl()).equals("N/A") ? "" : text(report.getTrackingUrl()),
                report.getCurrentApplicationAttemptId() == null
                        ? ""
                        : report.getCurrentApplicationAttemptId().toString(),
                report.getStartTime(),
                report.getFinishTime(),
                tags);
    }

    private static ApplicationView.Outcome outcome(ApplicationReport report) {
        return switch (report.getFinalApplicationStatus()) {
            case UNDEFINED, ENDED -> ApplicationView.Outcome.UNDEFINED;
            case SUCCEEDED -> ApplicationView.Outcome.SUCCEEDED;
            case FAILED -> ApplicationView.Outcome.FAILED;
            case KILLED -> ApplicationView.Outcome.KILLED;
        };
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    @Override
    public List<ContainerView> containers(String applicationId) {
        return calling("listing containers of " + applicationId, where, () -> {
            List<ContainerView> views = new ArrayList<>();
            for (ApplicationAttemptReport attempt : resourceManager
                    .getApplicationAttempts(GetApplicationAttemptsRequest.newInstance(parse(applicationId)))
                    .getApplicationAttemptList()) {
                for (ContainerReport container : resourceManager
                        .getContainers(GetContainersRequest.newInstance(attempt.getApplicationAttemptId()))
                        .getContainerList()) {
                    views.add(new ContainerView(
                            container.getContainerId().toString(),
                            container.getAssignedNode() == null
                                    ? ""
                                    : container.getAssignedNode().toString(),
                            container.getContainerState() == ContainerState.COMPLETE,
                            container.getContainerExitStatus(),
                            text(container.getDiagnosticsInfo()),
                            text(container.getLogUrl())));
                }
            }
            return views;
        });
    }

    @Override
    public void kill(String applicationId, String reason) {
        performing("stopping " + applicationId, where, () -> {
            KillApplicationRequest request = KillApplicationRequest.newInstance(parse(applicationId));
            request.setDiagnostics(reason);
            resourceManager.forceKillApplication(request);
        });
    }

    @Override
    public ClusterFiles files() {
        return files;
    }

    @Override
    public void close() {
        RPC.stopProxy(resourceManager);
    }
}
