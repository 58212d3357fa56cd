package io.heddle.core.control;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A worker's identity: its YARN container id, or a name that is unique in a local cluster. */
public record WorkerId(@JsonValue String value) implements Comparable<WorkerId> {

    @JsonCreator
    public WorkerId {}

    @Override
    public int compareTo(WorkerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
