package io.heddle.api.environment;

import java.io.Serializable;
import java.util.Map;

/** Where keyed state lives, and perhaps where checkpoints go; a choice, as settings. */
public interface StateBackend extends Serializable {
    /** The settings of the choice. */
    Map<String, String> settings();
}
