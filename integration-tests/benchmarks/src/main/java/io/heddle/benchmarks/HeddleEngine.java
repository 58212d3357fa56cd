package io.heddle.benchmarks;

import io.heddle.api.environment.Configuration;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.benchmarks.pipelines.Pipelines;

/** Heddle with its defaults. */
final class HeddleEngine implements Engine {
    @Override
    public void run(Workload workload, long records, int parallelism) throws Exception {
        Configuration configuration = Configuration.fromMap(workload.settings(false));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
        Pipelines.build(env, workload, records);
        env.execute(workload.name());
    }
}
