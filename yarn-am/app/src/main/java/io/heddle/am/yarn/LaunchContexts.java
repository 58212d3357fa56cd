package io.heddle.am.yarn;

import io.heddle.core.launch.ContainerRecipe;
import io.heddle.core.launch.LocalisedFile;
import io.heddle.core.launch.MasterLaunch;
import io.heddle.hadoop.ContainerCredentials;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.api.records.ApplicationAccessType;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.api.records.LocalResourceType;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;
import org.apache.hadoop.yarn.api.records.URL;

/** The client's recipe for a worker, in YARN's words. */
final class LaunchContexts {
    private final MasterLaunch launch;
    private final Map<String, String> environment;
    private final Map<String, LocalResource> resources = new HashMap<>();

    /**
     * Prepares what all workers share.
     *
     * @param ownEnvironment what this master adds: its address, its epoch, where the ledger is
     */
    LaunchContexts(MasterLaunch launch, Map<String, String> ownEnvironment) {
        this.launch = launch;
        this.environment = new HashMap<>(launch.worker().environment());
        this.environment.putAll(ownEnvironment);
        for (LocalisedFile file : launch.worker().files()) {
            resources.put(file.link(), resource(file));
        }
    }

    private static LocalResource resource(LocalisedFile file) {
        return LocalResource.newInstance(
                URL.fromPath(new Path(file.uri())),
                LocalResourceType.valueOf(file.kind().name()),
                LocalResourceVisibility.valueOf(file.visibility().name()),
                file.lengthBytes(),
                file.modifiedAtMs());
    }

    /** A launch context with the tokens that this process holds right now. */
    ContainerLaunchContext next() throws IOException {
        ContainerRecipe recipe = launch.worker();
        Map<ApplicationAccessType, String> acls = new EnumMap<>(ApplicationAccessType.class);
        if (launch.viewAcls() != null) {
            acls.put(ApplicationAccessType.VIEW_APP, launch.viewAcls());
        }
        if (launch.modifyAcls() != null) {
            acls.put(ApplicationAccessType.MODIFY_APP, launch.modifyAcls());
        }
        return ContainerLaunchContext.newInstance(
                resources, environment, List.of(recipe.command()), Map.of(), ContainerCredentials.forLaunch(), acls);
    }
}
