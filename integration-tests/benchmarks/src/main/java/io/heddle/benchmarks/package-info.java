/** Benchmarks of Heddle beside Flink: each engine in a JVM of its own, run in turn, compared as ratios. */
@NullMarked
package io.heddle.benchmarks;

import org.jspecify.annotations.NullMarked;
