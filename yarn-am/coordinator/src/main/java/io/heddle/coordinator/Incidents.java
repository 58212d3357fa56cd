package io.heddle.coordinator;

import io.heddle.coordinator.view.Incident;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last losses of workers, newest first. */
final class Incidents {
    private static final int REMEMBERED = 100;

    private final Deque<Incident> last = new ArrayDeque<>();

    void add(Incident incident) {
        last.addFirst(incident);
        if (last.size() > REMEMBERED) {
            last.removeLast();
        }
    }

    /** How the container of a lost worker has ended, which is known only later. */
    void verdict(String worker, String verdict) {
        List<Incident> all = last.stream()
                .map(each -> each.worker().equals(worker) ? each.with(verdict) : each)
                .toList();
        last.clear();
        last.addAll(all);
    }

    List<Incident> all() {
        return List.copyOf(last);
    }
}
