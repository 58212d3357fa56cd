package io.heddle.engine.state.heap;

/** By what a state is told apart within an operator. */
record StateName(String name, boolean namespaced) {}
