/** Hand-made stand-ins for the engine's ports, and a rig that steps tasks by hand. */
@NullMarked
package io.heddle.engine.testing;

import org.jspecify.annotations.NullMarked;
