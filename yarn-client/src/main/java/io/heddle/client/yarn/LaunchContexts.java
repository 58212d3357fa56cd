package io.heddle.client.yarn;

import io.heddle.client.cluster.ApplicationSubmission;
import io.heddle.core.launch.ContainerNames;
import io.heddle.core.launch.ContainerRecipe;
import io.heddle.core.launch.LocalisedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.SecurityUtil;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.api.records.ApplicationAccessType;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.api.records.LocalResourceType;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;
import org.apache.hadoop.yarn.api.records.LogAggregationContext;
import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.api.records.URL;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.util.Records;

/** A submission in YARN's own records. */
final class LaunchContexts {
    private LaunchContexts() {}

    static ApplicationSubmissionContext application(ApplicationSubmission submission, Configuration hadoop)
            throws IOException {
        ApplicationSubmissionContext context = Records.newRecord(ApplicationSubmissionContext.class);
        context.setApplicationId(ApplicationId.fromString(submission.id()));
        context.setApplicationName(submission.name());
        context.setApplicationType(submission.type());
        context.setApplicationTags(submission.tags());
        context.setMaxAppAttempts(submission.maxAttempts());
        context.setAttemptFailuresValidityInterval(submission.attemptValidityMs());
        // The master that dies must not take its workers with it; this is what the whole design stands on.
        context.setKeepContainersAcrossApplicationAttempts(true);
        context.setResource(Resource.newInstance(
                (long) submission.master().memoryMb(), submission.master().virtualCores()));
        if (submission.queue() != null) {
            context.setQueue(submission.queue());
        }
        if (submission.priority() >= 0) {
            context.setPriority(Priority.newInstance(submission.priority()));
        }
        if (submission.nodeLabel() != null) {
            context.setNodeLabelExpression(submission.nodeLabel());
        }
        context.setLogAggregationContext(logs(submission.logs()));
        context.setAMContainerSpec(container(submission, hadoop));
        return context;
    }

    private static LogAggregationContext logs(ApplicationSubmission.LogPatterns patterns) {
        LogAggregationContext context = Records.newRecord(LogAggregationContext.class);
        if (patterns.include() != null) {
            context.setRolledLogsIncludePattern(patterns.include());
        }
        if (patterns.exclude() != null) {
            context.setRolledLogsExcludePattern(patterns.exclude());
        }
        return context;
    }

    private static ContainerLaunchContext container(ApplicationSubmission submission, Configuration hadoop)
            throws IOException {
        ContainerRecipe recipe = submission.master();
        Map<String, LocalResource> resources = new HashMap<>();
        for (LocalisedFile file : recipe.files()) {
            resources.put(file.link(), resource(file));
        }
        Map<ApplicationAccessType, String> acls = new EnumMap<>(ApplicationAccessType.class);
        if (submission.acls().view() != null) {
            acls.put(ApplicationAccessType.VIEW_APP, submission.acls().view());
        }
        if (submission.acls().modify() != null) {
            acls.put(ApplicationAccessType.MODIFY_APP, submission.acls().modify());
        }
        return ContainerLaunchContext.newInstance(
                resources,
                recipe.environment(),
                List.of(recipe.command()),
                null,
                tokens(submission, hadoop),
                acls.isEmpty() ? null : acls);
    }

    private static LocalResource resource(LocalisedFile file) {
        return LocalResource.newInstance(
                URL.fromPath(new Path(file.uri())),
                switch (file.kind()) {
                    case FILE -> LocalResourceType.FILE;
                    case ARCHIVE -> LocalResourceType.ARCHIVE;
                },
                switch (file.visibility()) {
                    case PUBLIC -> LocalResourceVisibility.PUBLIC;
                    case PRIVATE -> LocalResourceVisibility.PRIVATE;
                    case APPLICATION -> LocalResourceVisibility.APPLICATION;
                },
                file.lengthBytes(),
                file.modifiedAtMs());
    }

    /** The application's credentials, and on a secure cluster the delegation tokens of its file systems. */
    private static ByteBuffer tokens(ApplicationSubmission submission, Configuration hadoop) throws IOException {
        Credentials all = new Credentials();
        // Hadoop keeps this very array until it is written: it must not be wiped here.
        all.addSecretKey(
                new Text(ContainerNames.CREDENTIALS_ALIAS),
                submission.credentials().encode());
        if (submission.tokens().wanted() && UserGroupInformation.isSecurityEnabled()) {
            String renewer = SecurityUtil.getServerPrincipal(
                    hadoop.get(YarnConfiguration.RM_PRINCIPAL),
                    hadoop.getSocketAddr(
                                    YarnConfiguration.RM_ADDRESS,
                                    YarnConfiguration.DEFAULT_RM_ADDRESS,
                                    YarnConfiguration.DEFAULT_RM_PORT)
                            .getHostName());
            FileSystem.get(hadoop).addDelegationTokens(renewer, all);
            for (String further : submission.tokens().furtherFileSystems()) {
                new Path(further).getFileSystem(hadoop).addDelegationTokens(renewer, all);
            }
        }
        try (DataOutputBuffer out = new DataOutputBuffer()) {
            all.writeTokenStorageToStream(out);
            return ByteBuffer.wrap(Arrays.copyOf(out.getData(), out.getLength()));
        }
    }
}
