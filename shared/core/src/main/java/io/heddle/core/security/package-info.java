/** Secrets, keys derived from them, and the TLS that every connection of ours speaks. */
@NullMarked
package io.heddle.core.security;

import org.jspecify.annotations.NullMarked;
