package io.heddle.engine.state.heap;

import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.TypeSnapshot;
import io.heddle.engine.state.StateHeader;
import io.heddle.engine.state.StateName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Restored keyed state as bytes, until somebody knows how to read it. */
final class UnreadStates implements RestoredGroups {
    /** Tasks that had read a state wrote it in another form than those that passed it on. */
    private final Map<StateName, List<Unread>> byName = new LinkedHashMap<>();

    /** One state as written in one form. */
    record Unread(StateHeader header, TypeSnapshot keyForm, List<GroupedEntries.Group> groups) {
        /** The same in the canonical form. */
        Unread plain() {
            return groups.stream().noneMatch(GroupedEntries.Group::logged)
                    ? this
                    : new Unread(header, keyForm, CollapsedGroups.of(this));
        }
    }

    private Unread known(Form form) {
        List<Unread> known = byName.computeIfAbsent(form.name(), absent -> new ArrayList<>(1));
        for (Unread each : known) {
            if (form.readsLike(each.header(), each.keyForm())) {
                return each;
            }
        }
        Unread made = new Unread(form.header(), form.keyForm(), new ArrayList<>());
        known.add(made);
        return made;
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
        for (Unread each : byName.getOrDefault(form.name(), List.of())) {
            each.groups().removeIf(group -> groups.contains(group.number()));
        }
    }

    /** All there is, to stay here. */
    List<Unread> all() {
        return byName.values().stream().flatMap(List::stream).toList();
    }

    /** The state of that name, from now on somebody else's; empty if there is none. */
    List<Unread> take(StateName name) {
        List<Unread> taken = byName.remove(name);
        return taken == null ? List.of() : taken;
    }

    /** Brings all there is into the canonical form. */
    void makePlain() {
        byName.values().forEach(forms -> forms.replaceAll(Unread::plain));
    }
}
