package io.heddle.engine.state.heap;

/** How a table keeps a number of each value apart from it, so that a change of the number changes no object. */
interface NumberForm {
    /** The number in a value. */
    long number(Object value);

    /** What becomes of two numbers. */
    long fold(long kept, long added);

    /** A copy of the value with that number in it. */
    Object with(Object value, long number);
}
