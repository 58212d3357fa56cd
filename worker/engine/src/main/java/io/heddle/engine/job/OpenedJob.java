package io.heddle.engine.job;

import io.heddle.api.environment.ExecutionConfig;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.types.Serializers;
import io.heddle.engine.state.StateBackend;

/**
 * One job in one worker: decoded once, shared by its tasks.
 *
 * @param planHash of the encoded plan, by which a new master recognises it
 * @param config the job's settings
 */
public record OpenedJob(
        JobPlan plan,
        long planHash,
        UserCode userCode,
        Serializers serializers,
        ExecutionConfig config,
        StateBackend stateBackend) {}
