package io.heddle.core.launch;

import io.heddle.core.control.Epoch;

/**
 * Where a master listens.
 *
 * @param host as YARN knows it
 * @param controlPort for workers
 * @param restPort for people and the command line
 */
public record MasterAddress(Epoch epoch, String host, int controlPort, int restPort) {}
