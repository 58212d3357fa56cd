/** Checkpoints and savepoints in storage: which there are, what they hold, whether they are whole. */
@NullMarked
package io.heddle.client.checkpoints;

import org.jspecify.annotations.NullMarked;
