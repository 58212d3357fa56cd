package io.heddle.worker;

import io.heddle.api.environment.ExecutionConfig;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.Settings;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.types.Serializers;
import io.heddle.core.usercode.Artifacts;
import io.heddle.core.usercode.ProgramFiles;
import io.heddle.engine.job.LoadedUserCode;
import io.heddle.engine.job.OpenedJob;
import io.heddle.engine.worker.JobLoader;
import io.heddle.rocksdb.StateBackends;
import java.io.IOException;
import java.util.HashMap;
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
        ProgramFiles files =
                ProgramFiles.fetch(plan.artifacts(), artifacts, configuration, UserCodeLoader.class.getClassLoader());
        // A job that came into a session brings only its own values; tasks go by the same ones as the master.
        JobPlan complete = plan.over(Settings.jobDefaults(configuration));
        ExecutionConfig config = executionConfig(complete);
        return new OpenedJob(
                complete,
                planHash,
                new LoadedUserCode(files.loader(), files.cachedFiles()),
                Serializers.of(files.loader(), config),
                config,
                stateBackends.of(complete.properties()));
    }

    /** The cluster's settings with the job's own over them. */
    private ExecutionConfig executionConfig(JobPlan plan) {
        Map<String, String> values = new HashMap<>(configuration.toMap());
        values.putAll(plan.properties());
        return new ExecutionConfig(io.heddle.api.environment.Configuration.fromMap(values));
    }
}
