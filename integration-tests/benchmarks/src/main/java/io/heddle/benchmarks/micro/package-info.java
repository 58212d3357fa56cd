/**
 * Benchmarks of the pieces the engine stands on, one class each, run by JMH ({@code scripts/bench micro}). A method named {@code
 * heddle...} is ours, one named {@code flink...} the same piece of Flink's on the same values. Each checks its result before it is
 * measured.
 */
@NullMarked
package io.heddle.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
