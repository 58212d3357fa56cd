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
 * @param copies of classes on the hot path
 */
public record OpenedJob(
        JobPlan plan,
        long planHash,
        UserCode userCode,
        Serializers serializers,
        ExecutionConfig config,
        StateBackend stateBackend,
        ClassCopies copies) {

    /** A job with no copies made yet. */
    public OpenedJob(
            JobPlan plan,
            long planHash,
            UserCode userCode,
            Serializers serializers,
            ExecutionConfig config,
            StateBackend stateBackend) {
        this(plan, planHash, userCode, serializers, config, stateBackend, new ClassCopies());
    }
}
