/**
 * Windows.
 *
 * <p>{@link io.heddle.engine.operator.window.WindowOperator} does whatever assigners, triggers and evictors may ask for: contents per
 * key and window, one timer each.
 */
@NullMarked
package io.heddle.engine.operator.window;

import org.jspecify.annotations.NullMarked;
