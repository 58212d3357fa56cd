/** A job: its tasks, its life cycle (one type per state), its failures; nothing here knows of other jobs. */
@NullMarked
package io.heddle.coordinator.job;

import org.jspecify.annotations.NullMarked;
