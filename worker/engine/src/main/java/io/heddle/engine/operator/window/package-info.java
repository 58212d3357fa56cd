/**
 * Windows.
 *
 * <p>{@link io.heddle.engine.operator.window.WindowOperator} does whatever assigners, triggers and evictors may ask for: contents per
 * key and window, one timer each. Aligned windows whose contents are aggregated and whose trigger is the assigner's own run
 * on {@link io.heddle.engine.operator.window.SliceWindowOperator} instead, which shares slices between overlapping windows and knows
 * neither a timer nor an index per key.
 */
@NullMarked
package io.heddle.engine.operator.window;

import org.jspecify.annotations.NullMarked;
