package io.heddle.core.config;

import java.util.function.Function;

/**
 * How a value is written in text.
 *
 * @param name as the reference shows it, such as {@code duration}
 * @param parse throws IllegalArgumentException with a message for the user
 * @param format the inverse of parse
 */
public record ValueType<T>(String name, Function<String, T> parse, Function<T, String> format) {}
