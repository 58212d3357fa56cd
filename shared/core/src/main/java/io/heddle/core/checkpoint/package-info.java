/** What a checkpoint consists of, as data. */
@NullMarked
package io.heddle.core.checkpoint;

import org.jspecify.annotations.NullMarked;
