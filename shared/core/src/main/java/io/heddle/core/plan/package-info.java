/** The job plan: what a job is, as data, between the client, the master and the workers. */
@NullMarked
package io.heddle.core.plan;

import org.jspecify.annotations.NullMarked;
