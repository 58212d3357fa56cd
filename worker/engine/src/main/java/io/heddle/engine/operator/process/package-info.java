/** Operators around process functions: contexts with clocks, keyed timers, side outputs and broadcast state. */
@NullMarked
package io.heddle.engine.operator.process;

import org.jspecify.annotations.NullMarked;
