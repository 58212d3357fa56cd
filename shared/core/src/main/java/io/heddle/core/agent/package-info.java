/** Agents, their threads and their mailboxes: the only package that touches threads. */
@NullMarked
package io.heddle.core.agent;

import org.jspecify.annotations.NullMarked;
