package io.heddle.am.yarn;

import io.heddle.coordinator.port.Event;
import java.util.List;
import org.apache.hadoop.yarn.api.records.Container;

/** Where the callbacks' messages go: into the mailbox of am-coordinator. Any thread. */
public interface YarnSink {
    void event(Event event);

    /** Containers were given; whether they are wanted is for {@link YarnFleet} to say. */
    void granted(List<Container> containers);

    /** Containers of previous attempts of which the ResourceManager has learnt only now. */
    void previous(List<Container> containers);

    void completed(Event.ContainerCompleted completed);

    /** The ResourceManager does not want this attempt any more. */
    void told(String reason);

    /** The ResourceManager cannot be spoken to any more. */
    void lost(Throwable failure);
}
