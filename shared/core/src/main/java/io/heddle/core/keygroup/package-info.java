/** Which subtask owns a key: its stable hash, its key group, and the range of groups of each subtask. */
@NullMarked
package io.heddle.core.keygroup;

import org.jspecify.annotations.NullMarked;
