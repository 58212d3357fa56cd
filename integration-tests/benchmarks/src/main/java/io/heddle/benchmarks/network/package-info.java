/** Measures the data plane between two workers on one machine. */
@NullMarked
package io.heddle.benchmarks.network;

import org.jspecify.annotations.NullMarked;
