package io.heddle.engine.state.heap;

/** How a table keeps a number of each value apart from it, so that a change of the number changes no object. */
interface NumberForm {
    /** The number in a value. */
    long number(Object value);

    /** What is kept beside the number: the value itself, or anything that stands for it. */
    Object rest(Object value);

    /** A value of the number and what is kept beside it. */
    Object with(Object rest, long number);
}
