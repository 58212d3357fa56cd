/** Sources inside a task: split readers, enumerators, and source functions with a loop of their own. */
@NullMarked
package io.heddle.engine.source;

import org.jspecify.annotations.NullMarked;
