/** Where a program starts: the execution environment, its settings, and the door to whatever executes it. */
@NullMarked
package io.heddle.api.environment;

import org.jspecify.annotations.NullMarked;
