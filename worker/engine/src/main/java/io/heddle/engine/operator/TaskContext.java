package io.heddle.engine.operator;

import io.heddle.core.time.Clock;
import io.heddle.engine.job.OpenedJob;
import java.util.concurrent.Executor;

/**
 * What all operators of one task share.
 *
 * @param timers calls back on the task's thread at a processing time
 * @param loop the task's loop: mail, and holding the input back
 * @param io runs something that blocks, elsewhere
 */
public record TaskContext(
        TaskFacts facts,
        OpenedJob job,
        Clock clock,
        ProcessingTimers timers,
        TaskLoop loop,
        Executor io,
        TaskObservations observations,
        Results results,
        EventTimes eventTimes) {}
