/** HTTP with JSON: a small server with its routes in a list, and the client that speaks with it. */
@NullMarked
package io.heddle.core.transport.http;

import org.jspecify.annotations.NullMarked;
