/**
 * Records between tasks: the ways out of a task, the channels, and the gate where they come in.
 *
 * <p>This is one of the few packages with lock-free hand-over between threads; each field says who owns it.
 */
@NullMarked
package io.heddle.engine.channel;

import org.jspecify.annotations.NullMarked;
