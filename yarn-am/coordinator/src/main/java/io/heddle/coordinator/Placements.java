package io.heddle.coordinator;

import io.heddle.coordinator.port.LedgerEntry.TasksPlaced;
import io.heddle.coordinator.port.LedgerEntry.VertexPlaced;
import io.heddle.core.control.WorkerId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Many placements of a job's tasks as one that says the same. */
final class Placements {
    private Placements() {}

    private record Place(WorkerId worker, int attempt) {}

    static List<TasksPlaced> compact(List<TasksPlaced> placements) {
        if (placements.size() < 2) {
            return placements;
        }
        SortedMap<Integer, SortedMap<Integer, Place>> last = new TreeMap<>();
        for (TasksPlaced entry : placements) {
            for (VertexPlaced vertex : entry.vertices()) {
                for (int i = 0; i < vertex.subtasks().length; i++) {
                    last.computeIfAbsent(vertex.vertex(), key -> new TreeMap<>())
                            .put(
                                    vertex.subtasks()[i],
                                    new Place(vertex.workers().get(i), vertex.attempts()[i]));
                }
            }
        }
        List<VertexPlaced> vertices = new ArrayList<>();
        last.forEach((vertex, places) -> vertices.add(new VertexPlaced(
                vertex,
                places.keySet().stream().mapToInt(Integer::intValue).toArray(),
                places.values().stream().map(Place::worker).toList(),
                places.values().stream().mapToInt(Place::attempt).toArray())));
        TasksPlaced newest = placements.get(placements.size() - 1);
        return List.of(new TasksPlaced(newest.job(), vertices, newest.origin()));
    }
}
