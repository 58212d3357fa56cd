/** The functions a user writes: plain, rich and process functions, accumulators, and the context they run in. */
@NullMarked
package io.heddle.api.functions;

import org.jspecify.annotations.NullMarked;
