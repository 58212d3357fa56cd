package io.heddle.engine.state;

/**
 * By what a state is told apart within an operator.
 *
 * @param namespaced whether there is one content per key and namespace, and not only per key
 */
public record StateName(String name, boolean namespaced) {}
