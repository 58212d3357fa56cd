/** The file that a checkpoint becomes visible by. */
@NullMarked
package io.heddle.core.checkpoint.metadata;

import org.jspecify.annotations.NullMarked;
