/** Tuples of up to 25 fields, for programs that do not name their data. */
@NullMarked
package io.heddle.api.tuple;

import org.jspecify.annotations.NullMarked;
