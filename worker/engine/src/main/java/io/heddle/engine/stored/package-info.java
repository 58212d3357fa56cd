/** Results that a task leaves on the local disk for tasks that start when it has finished. */
@NullMarked
package io.heddle.engine.stored;

import org.jspecify.annotations.NullMarked;
