/**
 * What runs inside a task: operators connected by plain calls.
 *
 * <p>An {@link io.heddle.engine.operator.Operator} is made from its {@code OperatorSpec} by {@link
 * io.heddle.engine.operator.Operators}, given an {@link io.heddle.engine.operator.OperatorContext} and its {@link
 * io.heddle.engine.operator.Outputs}, opened, fed through its {@link io.heddle.engine.operator.Input}s, finished and closed, all
 * on the task's thread. Nothing of channels, networks or the master may enter here.
 */
@NullMarked
package io.heddle.engine.operator;

import org.jspecify.annotations.NullMarked;
