package io.heddle.api.connector;

import java.util.List;
import java.util.Map;

/** Splits by the index of the reader that gets them. */
public record SplitsAssignment<SplitT extends SourceSplit>(Map<Integer, List<SplitT>> assignment) {}
