/** What comes back from a job: accumulators, and records of collecting sinks. */
@NullMarked
package io.heddle.client.results;

import org.jspecify.annotations.NullMarked;
