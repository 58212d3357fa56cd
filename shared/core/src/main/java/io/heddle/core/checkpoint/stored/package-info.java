/** Checkpoints and savepoints as they lie in storage: where they are, whose they are, and the keys that prove it. */
@NullMarked
package io.heddle.core.checkpoint.stored;

import org.jspecify.annotations.NullMarked;
