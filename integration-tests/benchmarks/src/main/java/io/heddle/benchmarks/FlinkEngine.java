package io.heddle.benchmarks;

import io.heddle.benchmarks.flink.Pipelines;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Flink with object reuse, as an expert would run it. */
final class FlinkEngine implements Engine {
    @Override
    public void run(Workload workload, long records, int parallelism) throws Exception {
        Map<String, String> settings = workload.settings(true);
        if (workload.isEncrypted()) {
            settings.putAll(FlinkTls.settings());
        }
        Configuration configuration = Configuration.fromMap(settings);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
        env.getConfig().enableObjectReuse();
        Pipelines.build(env, workload, records);
        env.execute(workload.name());
    }
}
