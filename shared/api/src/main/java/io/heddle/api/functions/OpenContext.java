package io.heddle.api.functions;

/** What a rich function is told when it is opened. Empty today; it exists so that facts can be added without new methods. */
public interface OpenContext {}
