/** Streams and what can be done with them; each step adds an operator to the plan. */
@NullMarked
package io.heddle.api.datastream;

import org.jspecify.annotations.NullMarked;
