/** Programs as users write them, run in this process from source to sink. */
@NullMarked
package io.heddle.client.local.programs;

import org.jspecify.annotations.NullMarked;
