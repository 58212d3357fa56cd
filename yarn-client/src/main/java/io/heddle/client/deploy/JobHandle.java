package io.heddle.client.deploy;

import io.heddle.client.session.MasterLine;
import io.heddle.client.session.Snapshots;

/**
 * A submitted job, and how it is followed.
 *
 * @param jobName as the plan calls it
 * @param master the line to its master
 * @param watch follows it
 * @param snapshots takes its savepoints
 * @param ownApplication whether the application runs this job alone
 */
public record JobHandle(
        String jobId, String jobName, MasterLine master, JobWatch watch, Snapshots snapshots, boolean ownApplication) {}
