package io.heddle.core.memory;

import io.heddle.core.config.MemorySize;

/**
 * One part of a memory budget.
 *
 * @param part its name as people know it
 * @param size how much
 * @param rule which rule gave the size
 */
public record BudgetLine(String part, MemorySize size, String rule) {}
