package io.heddle.worker;

import io.heddle.api.environment.ExecutionConfig;
import io.heddle.core.config.ClusterSettings;
import io.heddle.core.config.Configuration;
import io.heddle.core.plan.Artifact;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.types.Serializers;
import io.heddle.core.usercode.ResolveOrder;
import io.heddle.core.usercode.UserCodeClassLoader;
import io.heddle.engine.job.LoadedUserCode;
import io.heddle.engine.job.OpenedJob;
import io.heddle.engine.worker.JobLoader;
import io.heddle.rocksdb.StateBackends;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Opens jobs: fetches their files, makes their class loader, their serialisers and their settings. */
final class UserCodeLoader implements JobLoader {
    private final Artifacts artifacts;
    private final Configuration configuration;
    private final StateBackends stateBackends;

    UserCodeLoader(Artifacts artifacts, Configuration configuration, StateBackends stateBackends) {
        this.artifacts = artifacts;
        this.configuration = configuration;
        this.stateBackends = stateBackends;
    }

    @Override
    public OpenedJob load(JobPlan plan, long planHash) throws IOException {
        List<URL> classPath = new ArrayList<>();
        Map<String, File> cachedFiles = new HashMap<>();
        for (Artifact artifact : plan.artifacts()) {
            switch (artifact.kind()) {
                case JAR -> classPath.add(artifacts.fetch(artifact).toUri().toURL());
                case CLASSPATH -> classPath.add(URI.create(artifact.uri()).toURL());
                case CACHED_FILE ->
                    cachedFiles.put(artifact.name(), artifacts.fetch(artifact).toFile());
            }
        }
        ClassLoader loader = new UserCodeClassLoader(
                classPath, UserCodeLoader.class.getClassLoader(), resolveOrder(), parentFirst());
        return new OpenedJob(
                plan,
                planHash,
                new LoadedUserCode(loader, cachedFiles),
                Serializers.of(loader),
                executionConfig(plan),
                stateBackends.of(plan.properties()));
    }

    /** The cluster's settings with the job's own over them. */
    private ExecutionConfig executionConfig(JobPlan plan) {
        Map<String, String> values = new HashMap<>(configuration.toMap());
        values.putAll(plan.properties());
        return new ExecutionConfig(io.heddle.api.environment.Configuration.fromMap(values));
    }

    private ResolveOrder resolveOrder() {
        return ResolveOrder.valueOf(
                configuration.get(ClusterSettings.CLASSLOADER_ORDER).name());
    }

    private List<String> parentFirst() {
        List<String> patterns = new ArrayList<>(UserCodeClassLoader.PARENT_FIRST);
        patterns.addAll(configuration.get(ClusterSettings.PARENT_FIRST_ADDITIONAL));
        return patterns;
    }
}
