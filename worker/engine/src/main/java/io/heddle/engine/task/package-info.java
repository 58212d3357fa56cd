/** A task: one chain of operators, its channels and its mailbox, stepped as one agent. */
@NullMarked
package io.heddle.engine.task;

import org.jspecify.annotations.NullMarked;
