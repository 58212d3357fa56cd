package io.heddle.core.usercode;

/** Where a class is looked for first ({@code classloader.resolve-order}). */
public enum ResolveOrder {
    /** In the program's jars, so that it runs with the versions of libraries it was built with. */
    CHILD_FIRST,
    /** In the framework. */
    PARENT_FIRST
}
