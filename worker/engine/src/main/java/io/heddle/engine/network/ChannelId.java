package io.heddle.engine.network;

import io.heddle.core.plan.JobId;

/**
 * Names one channel: one edge of one job, from one attempt of a producing subtask to one attempt of a consuming one.
 *
 * <p>Both ends must name exactly the same attempts; a message for an attempt that has been replaced finds nobody.
 *
 * @param edge the edge's id in the job plan
 * @param producer subtask of the edge's source vertex
 * @param consumer subtask of the edge's target vertex
 */
public record ChannelId(JobId job, int edge, int producer, int producerAttempt, int consumer, int consumerAttempt) {
    @Override
    public String toString() {
        return job + "/edge " + edge + " " + producer + "#" + producerAttempt + "->" + consumer + "#" + consumerAttempt;
    }
}
