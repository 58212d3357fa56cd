package io.heddle.core.checkpoint;

import java.util.List;

/** All segments of one operator instance. */
public record OperatorSnapshot(String operatorId, List<Segment> segments) {}
