package io.heddle.engine.state.heap;

import io.heddle.api.state.ListState;
import io.heddle.engine.state.heap.Expiry.Timed;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A list per key; with a time to live each element expires by itself. */
record HeapListState(Cell cell) implements ListState<Object> {

    @Override
    public Iterable<Object> get() {
        List<Object> list = list();
        if (list == null) {
            return List.of();
        }
        Expiry expiry = cell.expiry();
        if (expiry == null) {
            return list;
        }
        List<Object> visible = new ArrayList<>(list.size());
        for (Object each : list) {
            Timed timed = (Timed) each;
            Object value = timed.value();
            if (value != null && expiry.isVisible(timed)) {
                visible.add(value);
            }
        }
        list.removeIf(each -> expiry.isExpired((Timed) each));
        if (expiry.renewedByReading()) {
            list.replaceAll(each -> expiry.renewed(((Timed) each).value()));
        }
        keep(list);
        return visible;
    }

    @Override
    public void add(Object value) {
        Objects.requireNonNull(value, "A list state takes no null.");
        List<Object> list = list();
        if (list == null) {
            list = new ArrayList<>(4);
        }
        list.add(kept(value));
        cell.raw(list);
    }

    @Override
    public void addAll(@Nullable List<Object> values) {
        if (values != null) {
            List.copyOf(values).forEach(this::add);
        }
    }

    @Override
    public void update(@Nullable List<Object> values) {
        List<Object> next = values == null ? List.of() : List.copyOf(values);
        cell.clear();
        next.forEach(this::add);
    }

    @Override
    public void clear() {
        cell.clear();
    }

    private Object kept(Object value) {
        Expiry expiry = cell.expiry();
        return expiry == null ? value : expiry.renewed(value);
    }

    private void keep(List<Object> list) {
        if (list.isEmpty()) {
            cell.clear();
        } else {
            cell.raw(list);
        }
    }

    @SuppressWarnings("unchecked")
    private @Nullable List<Object> list() {
        return (List<Object>) cell.raw();
    }
}
