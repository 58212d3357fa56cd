/** Windows, their assigners, triggers and evictors. */
@NullMarked
package io.heddle.api.windowing;

import org.jspecify.annotations.NullMarked;
