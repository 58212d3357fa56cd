/** A real Hadoop on one machine, each daemon its own process: started, watched until ready, and stopped without a trace. */
@NullMarked
package io.heddle.sandbox;

import org.jspecify.annotations.NullMarked;
