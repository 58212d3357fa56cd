package io.heddle.api.functions;

import java.io.Serializable;

/** Marks every function a user hands to the API. Functions travel inside the job plan, so they must be serialisable. */
public interface Function extends Serializable {}
