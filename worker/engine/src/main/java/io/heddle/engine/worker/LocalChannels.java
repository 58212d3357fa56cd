package io.heddle.engine.worker;

import io.heddle.core.control.ExecutionId;
import io.heddle.engine.channel.LocalChannel;
import io.heddle.engine.network.ChannelId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The channels of one job between tasks of this worker. A channel is known until both of its ends hold it and one of them is
 * over: nobody will ask for it again, since other attempts have channels of their own. A short-lived producer may be over before
 * its consumer is started; what it has sent waits. Worker-control thread only.
 */
final class LocalChannels {
    private final Map<ChannelId, Known> channels = new HashMap<>();
    private final Map<ExecutionId, List<ChannelId>> ends = new HashMap<>();

    private static final class Known {
        private final LocalChannel channel;
        private int ends;
        private boolean over;

        private Known(ChannelId id) {
            channel = new LocalChannel(id.edge(), id.consumer());
        }
    }

    /** The channel of that name for one of its ends; once for each. */
    LocalChannel of(ExecutionId end, ChannelId id) {
        ends.computeIfAbsent(end, absent -> new ArrayList<>()).add(id);
        Known known = channels.computeIfAbsent(id, Known::new);
        known.ends++;
        if (known.over) {
            channels.remove(id);
        }
        return known.channel;
    }

    /** An execution has ended. */
    void ended(ExecutionId execution) {
        List<ChannelId> its = ends.remove(execution);
        if (its != null) {
            its.forEach(this::endedOn);
        }
    }

    private void endedOn(ChannelId id) {
        Known known = channels.get(id);
        if (known != null && known.ends == 2) {
            channels.remove(id);
        } else if (known != null) {
            known.over = true;
        }
    }

    /** No execution is still to be started: who has not come for its end by now never will. */
    void allStarted() {
        channels.values().removeIf(known -> known.over);
    }
}
