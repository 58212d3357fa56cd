/** The worker as one agent: jobs, tasks and the master's wishes; no sockets, no processes, no clock of its own. */
@NullMarked
package io.heddle.engine.worker;

import org.jspecify.annotations.NullMarked;
