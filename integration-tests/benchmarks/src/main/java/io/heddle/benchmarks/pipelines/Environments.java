package io.heddle.benchmarks.pipelines;

import io.heddle.api.environment.StreamExecutionEnvironment;
import java.util.Map;

/** Makes environments of one engine. */
@FunctionalInterface
public interface Environments {
    /** An environment of its own for a job of that parallelism, with more settings than the workload has. */
    StreamExecutionEnvironment of(int parallelism, Map<String, String> more) throws Exception;
}
