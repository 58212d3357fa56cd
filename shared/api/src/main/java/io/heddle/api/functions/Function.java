package io.heddle.api.functions;

import java.io.Serializable;

/**
 * Marks every function a user hands to the API. Functions travel inside the job plan, so they must be serialisable in
 * Java's sense, with everything they refer to; each parallel instance works with a copy of its own.
 */
public interface Function extends Serializable {}
