package io.heddle.benchmarks;

import io.heddle.benchmarks.flink.Pipelines;
import io.heddle.benchmarks.flink.Restarts;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Flink with object reuse, as an expert would run it. */
final class FlinkEngine implements Engine {
    /** A busy machine is no reason to be given up. */
    static final Map<String, String> PATIENCE = Map.of(
            "heartbeat.timeout", "600000",
            "pekko.ask.timeout", "600 s",
            "slot.request.timeout", "600000",
            "taskmanager.network.partition-request-timeout", "600 s",
            "taskmanager.network.request-backoff.max", "600000");

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

    private static StreamExecutionEnvironment environment(Workload workload, int parallelism, Map<String, String> more)
            throws IOException {
        Map<String, String> settings = workload.settings(true);
        if (workload.isEncrypted()) {
            settings.putAll(FlinkTls.settings());
        }
        settings.putAll(PATIENCE);
        settings.putAll(more);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, Configuration.fromMap(settings));
        env.getConfig().enableObjectReuse();
        return env;
    }
}
