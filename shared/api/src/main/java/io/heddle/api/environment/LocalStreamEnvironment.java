package io.heddle.api.environment;

/** An environment that executes in this process, whatever executor is installed. */
public final class LocalStreamEnvironment extends StreamExecutionEnvironment {
    LocalStreamEnvironment(Configuration configuration) {
        super(configuration, JobExecutors.local());
    }
}
