package io.heddle.engine.operator.window;

import io.heddle.api.state.ListState;
import io.heddle.api.state.ListStateDescriptor;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.MergingWindowAssigner;
import io.heddle.api.windowing.Window;
import io.heddle.engine.state.KeyedStateBackend;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The windows of the current key that may merge. What a window holds stays where it was first put: each window has a
 * "place", the window under which its content is kept, so that a growing session does not carry its content along.
 */
final class MergingWindows {
    /** Told when windows have become one. */
    interface Listener {
        /**
         * Windows have merged.
         *
         * @param result the window they have become
         * @param merged those of them that were there before
         * @param place where the content of {@code result} is kept
         * @param abandoned places whose content has to move there
         */
        void onMerge(Window result, Collection<Window> merged, Window place, Collection<Window> abandoned)
                throws Exception;
    }

    private record Merge(Window result, List<Window> from) {}

    private final MergingWindowAssigner<Object, Window> assigner;
    private final WindowForm form;
    private final ListState<Tuple2<Object, Object>> state;
    /** Of the current key, by window; null until asked for. */
    private @Nullable Map<Window, Window> places;

    private boolean changed;

    @SuppressWarnings("unchecked")
    MergingWindows(MergingWindowAssigner<?, ?> assigner, WindowForm form, KeyedStateBackend backend) {
        this.assigner = (MergingWindowAssigner<Object, Window>) assigner;
        this.form = form;
        TypeInformation<Object> type = (TypeInformation<Object>) form.type();
        this.state = backend.state(new ListStateDescriptor<>("merging-windows", Types.TUPLE(type, type)));
    }

    /** Another key is the current one. */
    void forKey() {
        places = null;
        changed = false;
    }

    /** Adds a window; the one it is part of comes back. */
    Window add(Window added, Listener listener) throws Exception {
        Map<Window, Window> known = places();
        if (known.containsKey(added)) {
            return added;
        }
        List<Window> all = new ArrayList<>(known.keySet());
        all.add(added);
        List<Merge> merges = new ArrayList<>();
        assigner.mergeWindows(all, (from, result) -> merges.add(new Merge(result, new ArrayList<>(from))));
        Window home = added;
        boolean absorbed = false;
        for (Merge merge : merges) {
            if (merge.from.remove(added)) {
                home = merge.result;
                absorbed = true;
            }
            apply(merge, known, listener);
        }
        if (!absorbed) {
            known.put(added, added);
            changed = true;
        }
        return home;
    }

    private void apply(Merge merge, Map<Window, Window> known, Listener listener) throws Exception {
        List<Window> abandoned = new ArrayList<>();
        for (Window each : merge.from) {
            Window place = known.remove(each);
            if (place != null) {
                abandoned.add(place);
            }
        }
        if (abandoned.isEmpty()) {
            known.put(merge.result, merge.result);
            changed = true;
            return;
        }
        Window place = abandoned.remove(0);
        known.put(merge.result, place);
        boolean same = merge.from.size() == 1 && merge.from.get(0).equals(merge.result);
        if (!same) {
            changed = true;
            listener.onMerge(merge.result, merge.from, place, abandoned);
        }
    }

    /** Where the content of that window is kept; null if there is no such window (any more). */
    @Nullable
    Window place(Window window) throws Exception {
        return places().get(window);
    }

    /** Forgets a window. */
    void retire(Window window) throws Exception {
        changed |= places().remove(window) != null;
    }

    /** Writes what has changed; to be called before the next key. */
    void save() throws Exception {
        if (changed) {
            List<Tuple2<Object, Object>> entries = new ArrayList<>();
            places().forEach((window, place) -> entries.add(
                    Tuple2.of(form.toData().apply(window), form.toData().apply(place))));
            state.update(entries);
            changed = false;
        }
    }

    private Map<Window, Window> places() throws Exception {
        Map<Window, Window> known = places;
        if (known == null) {
            known = new LinkedHashMap<>();
            for (Tuple2<Object, Object> each : state.get()) {
                known.put((Window) form.fromData().apply(each.f0), (Window)
                        form.fromData().apply(each.f1));
            }
            places = known;
        }
        return known;
    }
}
