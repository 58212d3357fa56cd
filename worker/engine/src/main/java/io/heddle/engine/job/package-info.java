/** A job as a worker has it open: the plan, the user's classes and the job's settings. */
@NullMarked
package io.heddle.engine.job;

import org.jspecify.annotations.NullMarked;
