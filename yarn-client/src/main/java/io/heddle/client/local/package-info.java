/** A whole cluster in this process: the real coordinator and a real worker, connected by mailboxes instead of sockets. */
@NullMarked
package io.heddle.client.local;

import org.jspecify.annotations.NullMarked;
