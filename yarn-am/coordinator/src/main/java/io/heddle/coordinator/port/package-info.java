/** What goes into the coordinator and what comes out of it: events, decisions, ledger entries; records only. */
@NullMarked
package io.heddle.coordinator.port;

import org.jspecify.annotations.NullMarked;
