package io.heddle.api.datastream;

import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.plan.StreamEdge;
import java.util.List;

/** A side output of an operator. It has the watermarks of the operator, and the guarantees of its main output. */
public final class SideOutputDataStream<X> extends DataStream<X> {
    SideOutputDataStream(StreamExecutionEnvironment environment, List<StreamEdge> edges) {
        super(environment, edges);
    }
}
