/** Workers, their containers and their slots: what there is, what is asked for, what is lost. */
@NullMarked
package io.heddle.coordinator.fleet;

import org.jspecify.annotations.NullMarked;
