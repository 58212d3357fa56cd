/**
 * The pipelines, written once: the build makes Flink's twin of this package by changing the imports (see the translate
 * folder beside these sources).
 */
@NullMarked
package io.heddle.benchmarks.pipelines;

import org.jspecify.annotations.NullMarked;
