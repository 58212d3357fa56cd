package io.heddle.engine.state;

import io.heddle.api.types.TypeInformation;

/** Makes the state of operators. Shared by all tasks of a job in a worker; what it makes belongs to one task. */
public interface StateBackend {

    /**
     * The keyed state of one operator, restored.
     *
     * @param keyType the type of the keys, equal for all inputs of the operator
     */
    KeyedStateBackend keyed(StateSetup setup, TypeInformation<?> keyType) throws Exception;

    /** The operator state of one operator, restored. */
    OperatorState operator(StateSetup setup) throws Exception;
}
