/** Serialisers: how values of the program's types become bytes, the same bytes for years, and bytes become values again. */
@NullMarked
package io.heddle.core.types;

import org.jspecify.annotations.NullMarked;
