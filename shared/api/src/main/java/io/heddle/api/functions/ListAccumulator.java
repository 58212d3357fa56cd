package io.heddle.api.functions;

import java.util.ArrayList;

/**
 * Collects values into a list. Everything stays in the memory of the task and travels to the client through the
 * master at the end, so use it for few values; to get records of a stream, {@code executeAndCollect}.
 */
@SuppressWarnings("NonApiType")
public class ListAccumulator<T> implements Accumulator<T, ArrayList<T>> {
    private ArrayList<T> values = new ArrayList<>();

    /** Starts empty. */
    public ListAccumulator() {}

    @Override
    public void add(T value) {
        values.add(value);
    }

    @Override
    public ArrayList<T> getLocalValue() {
        return values;
    }

    @Override
    public void resetLocal() {
        values.clear();
    }

    @Override
    public void merge(Accumulator<T, ArrayList<T>> other) {
        values.addAll(other.getLocalValue());
    }

    @Override
    public ListAccumulator<T> clone() {
        ListAccumulator<T> copy = new ListAccumulator<>();
        copy.values = new ArrayList<>(values);
        return copy;
    }
}
