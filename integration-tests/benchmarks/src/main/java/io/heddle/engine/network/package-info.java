/** A way for benchmarks to parts of the data plane that the engine keeps to itself. */
@NullMarked
package io.heddle.engine.network;

import org.jspecify.annotations.NullMarked;
