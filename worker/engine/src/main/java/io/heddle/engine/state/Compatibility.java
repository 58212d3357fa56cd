package io.heddle.engine.state;

import io.heddle.api.state.StateDescriptor;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.types.Resolution;
import io.heddle.core.types.TypeReader;
import io.heddle.core.types.TypeSerializer;
import io.heddle.core.types.TypeSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * How restored state is read by today's program, or why it cannot be; refusals come before the first record.
 *
 * @param operatorId whose state it is
 */
public record Compatibility(String operatorId) {

    /** What reads today's values out of the written form; the serialiser itself if nothing has changed. */
    public <T> TypeReader<T> reader(String what, TypeSerializer<T> serializer, TypeSnapshot written) {
        Resolution<T> resolution = serializer.resolve(written);
        if (resolution instanceof Resolution.Migrate<T> migrate) {
            return migrate.reader();
        }
        if (resolution instanceof Resolution.Incompatible<T> incompatible) {
            throw incompatible(what, incompatible.reason());
        }
        return serializer;
    }

    /** As {@link #reader}, of a part that the state may not have; null if it was written or is read without. */
    public <T> @Nullable TypeReader<T> optionalReader(
            String what, @Nullable TypeSerializer<T> serializer, @Nullable TypeSnapshot written) {
        return serializer == null || written == null ? null : reader(what, serializer, written);
    }

    /** Refuses a state that is of another kind now. */
    public void requireKind(StateHeader written, StateDescriptor.Type now) {
        if (written.kind() != now) {
            throw incompatible(written.name(), "it was " + written.kind() + " state and now is " + now + " state");
        }
    }

    /**
     * Refuses keys of a new type that belong to other key groups than those of the old one: their state would be in a task that
     * never sees their records.
     *
     * @param what whose keys they are
     * @param now the key group of a key as it is read
     * @param before the key group that it was written in
     */
    public void requireGroup(String what, int now, int before) {
        if (now != before) {
            throw incompatible(what, "keys of the new type belong to other key groups than those of the old one");
        }
    }

    /** The refusal. */
    public HeddleException incompatible(String state, String reason) {
        return new HeddleException(
                FaultCategory.CONFIGURATION,
                "The state '" + state + "' of operator " + operatorId + " cannot be restored.",
                "Its type has changed in a way that has no reading: " + reason + (reason.endsWith(".") ? "" : "."),
                "Change the type back, or give the operator another uid and start it without this state"
                        + " (--allowNonRestoredState).");
    }
}
