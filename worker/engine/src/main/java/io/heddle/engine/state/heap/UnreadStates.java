package io.heddle.engine.state.heap;

import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.TypeSnapshot;
import io.heddle.engine.state.StateHeader;
import io.heddle.engine.state.StateName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Restored keyed state as bytes, until somebody knows how to read it. */
final class UnreadStates implements RestoredGroups {
    private final Map<StateName, Unread> byName = new LinkedHashMap<>();

    /** One state as written. */
    record Unread(StateHeader header, TypeSnapshot keyForm, List<GroupedEntries.Group> groups) {
        /** The same in the canonical form. */
        Unread plain() {
            return groups.stream().noneMatch(GroupedEntries.Group::logged)
                    ? this
                    : new Unread(header, keyForm, CollapsedGroups.of(this));
        }
    }

    private Unread known(Form form) {
        return byName.computeIfAbsent(
                form.name(), absent -> new Unread(form.header(), form.keyForm(), new ArrayList<>()));
    }

    @Override
    public void state(Form form) {
        known(form);
    }

    @Override
    public void group(Form form, int number, int count, BinaryReader entries) {
        byte[] bytes = entries.readBytes(entries.remaining());
        known(form).groups().add(new GroupedEntries.Group(number, count, bytes, form.logged()));
    }

    @Override
    public void voided(Form form, KeyGroupRange groups) {
        known(form).groups().removeIf(each -> groups.contains(each.number()));
    }

    /** All there is, to stay here. */
    Collection<Unread> all() {
        return byName.values();
    }

    /** The state of that name, from now on somebody else's; null if there is none. */
    @Nullable
    Unread take(StateName name) {
        return byName.remove(name);
    }

    /** Brings all there is into the canonical form. */
    void makePlain() {
        byName.replaceAll((name, unread) -> unread.plain());
    }
}
