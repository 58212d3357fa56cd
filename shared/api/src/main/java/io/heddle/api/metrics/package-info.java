/** Metrics a user function may register: counters, gauges, meters, histograms. */
@NullMarked
package io.heddle.api.metrics;

import org.jspecify.annotations.NullMarked;
