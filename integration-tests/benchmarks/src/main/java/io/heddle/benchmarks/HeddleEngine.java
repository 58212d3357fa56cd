package io.heddle.benchmarks;

import io.heddle.api.environment.Configuration;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.benchmarks.pipelines.Pipelines;
import io.heddle.benchmarks.pipelines.Restarts;
import java.util.Map;

/** Heddle with its defaults. */
final class HeddleEngine implements Engine {
    @Override
    public void run(Workload workload, long records, int parallelism) throws Exception {
        if (workload.isRestarted()) {
            Restarts.run((wide, more) -> environment(workload, wide, more), workload, records);
            return;
        }
        StreamExecutionEnvironment env = environment(workload, parallelism, Map.of());
        Pipelines.build(env, workload, records);
        env.execute(workload.name());
    }

    private static StreamExecutionEnvironment environment(
            Workload workload, int parallelism, Map<String, String> more) {
        Map<String, String> settings = workload.settings(false);
        settings.putAll(more);
        return StreamExecutionEnvironment.createLocalEnvironment(parallelism, Configuration.fromMap(settings));
    }
}
