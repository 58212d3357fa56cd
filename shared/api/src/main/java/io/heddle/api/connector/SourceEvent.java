package io.heddle.api.connector;

import java.io.Serializable;

/** Something a reader and its enumerator tell each other; travels by Java serialisation. */
public interface SourceEvent extends Serializable {}
