/** Typed settings, their old names, where each value came from, and the reading of configuration files. */
@NullMarked
package io.heddle.core.config;

import org.jspecify.annotations.NullMarked;
