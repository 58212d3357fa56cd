package io.heddle.engine.operator.async;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Requests between two watermarks form a section. Sections leave one after another, each followed by its signal; within a
 * section requests leave in the order in which they came, or in which they were answered. Task thread only.
 */
final class InFlight {
    /** What passes only after everything that came before it. */
    interface Signal {
        void pass() throws Exception;
    }

    /** Where answered requests go. */
    interface Exit {
        void leave(Request request) throws Exception;
    }

    private static final class Section {
        private final Set<Request> requests = new LinkedHashSet<>();
        private @Nullable Signal signal;
    }

    private final boolean ordered;
    private final Exit exit;
    private final Deque<Section> sections = new ArrayDeque<>();
    private int size;
    private boolean leaving;

    InFlight(boolean ordered, Exit exit) {
        this.ordered = ordered;
        this.exit = exit;
        sections.add(new Section());
    }

    /** How many requests have not left. */
    int size() {
        return size;
    }

    void add(Request request) {
        sections.getLast().requests.add(request);
        size++;
    }

    /** Lets the signal pass at its turn. */
    void add(Signal signal) throws Exception {
        sections.getLast().signal = signal;
        sections.addLast(new Section());
        leave();
    }

    /** Lets leave what can, one after the other: whatever is said while one leaves comes after it. */
    void leave() throws Exception {
        if (leaving) {
            return;
        }
        leaving = true;
        try {
            boolean more = true;
            while (more) {
                more = leaveFirst();
            }
        } finally {
            leaving = false;
        }
    }

    /** Lets leave what can of the first section, then its signal; false if nothing can. */
    private boolean leaveFirst() throws Exception {
        Section first = sections.getFirst();
        boolean some = leave(first);
        Signal signal = first.signal;
        if (!first.requests.isEmpty() || signal == null) {
            return some;
        }
        sections.removeFirst();
        signal.pass();
        return true;
    }

    private boolean leave(Section section) throws Exception {
        List<Request> due = new ArrayList<>();
        for (Request request : section.requests) {
            if (request.isDone()) {
                due.add(request);
            } else if (ordered) {
                break;
            }
        }
        for (Request request : due) {
            section.requests.remove(request);
            size--;
            exit.leave(request);
        }
        return !due.isEmpty();
    }

    /** All requests that have not left, in the order in which they came. */
    List<Request> all() {
        List<Request> all = new ArrayList<>(size);
        sections.forEach(section -> all.addAll(section.requests));
        return all;
    }
}
