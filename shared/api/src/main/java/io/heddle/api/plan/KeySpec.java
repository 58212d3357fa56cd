package io.heddle.api.plan;

import io.heddle.api.functions.KeySelector;
import io.heddle.api.types.TypeInformation;
import java.io.Serializable;

/** How the records of an input get their key. */
public record KeySpec<T, K>(KeySelector<T, K> selector, TypeInformation<K> type) implements Serializable {}
