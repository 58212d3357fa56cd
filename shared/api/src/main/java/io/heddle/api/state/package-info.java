/** Keyed, operator and broadcast state, its descriptors, and the checkpoint hooks of user functions. */
@NullMarked
package io.heddle.api.state;

import org.jspecify.annotations.NullMarked;
