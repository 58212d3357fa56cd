/** The auction house of the Nexmark benchmark: its event model, made from a number. */
@NullMarked
package io.heddle.benchmarks.nexmark;

import org.jspecify.annotations.NullMarked;
