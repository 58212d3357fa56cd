package io.heddle.engine.worker;

import io.heddle.core.control.FromWorker.WorkerFacts;
import io.heddle.core.control.WorkerAddress;

/** Who the worker is. */
public record WorkerIdentity(WorkerAddress address, int slots, WorkerFacts facts) {}
