/** Sorts what does not fit into memory: the input of keyed operators in jobs that end, key by key. */
@NullMarked
package io.heddle.engine.sort;

import org.jspecify.annotations.NullMarked;
