package io.heddle.engine.state.heap;

import io.heddle.core.checkpoint.Slice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The pieces that the state of an operator consists of in checkpoints. Each checkpoint writes one more piece: what has changed
 * since the last complete one, and besides everything whose hash is in a range that begins where that of the piece before it
 * ended. So a piece is not needed any more when that range has gone round once since, whatever it holds: nothing has to be
 * counted, and no piece is kept for the sake of a few entries in it.
 *
 * <p>The range is as large a part of all hashes as what has changed is of all entries, so that both together are at most twice the
 * state, and never so small that there would be very many pieces. Task thread only, but for what I/O threads tell.
 */
final class ChangeLog {
    /** Pieces of which a checkpoint consists, but for the newest. */
    static final int MOST_PIECES = 32;
    /** When so much has changed, writing everything costs no more. */
    private static final double WHOLE_FROM = 0.25;

    private List<Piece> confirmed = List.of();
    /** Hashes that the ranges have gone over in all complete checkpoints, each round counted. */
    private long reached;

    private final Map<Long, Begun> pending = new HashMap<>();
    /** By checkpoint. */
    private final Map<Long, Slice> written = new ConcurrentHashMap<>();

    /** One piece; its range ended where {@code end} says. */
    record Piece(String name, Slice slice, long end) {}

    /**
     * What a checkpoint writes.
     *
     * @param name of its piece
     * @param range what is written whether it has changed or not; null if everything is
     * @param earlier the pieces it needs besides
     */
    record Plan(String name, @Nullable HashRange range, List<Piece> earlier) {}

    /** A table as a checkpoint under way holds it. */
    record Held(KeyTable table, TableChanges.View view) {}

    private record Begun(Plan plan, long end, List<Held> tables) {}

    /**
     * Begins a checkpoint.
     *
     * @param changed which part of all entries has changed, from 0 to 1
     */
    Plan begin(long checkpointId, double changed, List<Held> tables) {
        String name = "log-" + checkpointId;
        Plan plan;
        long end;
        if (confirmed.isEmpty() || changed >= WHOLE_FROM) {
            end = reached + HashRange.ALL;
            plan = new Plan(name, null, List.of());
        } else {
            long length = Math.max(HashRange.ALL / MOST_PIECES, (long) Math.ceil(changed * HashRange.ALL));
            end = reached + length;
            List<Piece> needed = new ArrayList<>();
            for (Piece piece : confirmed) {
                if (piece.end > end - HashRange.ALL) {
                    needed.add(piece);
                }
            }
            plan = new Plan(name, new HashRange(Math.floorMod(reached, HashRange.ALL), length), needed);
        }
        pending.put(checkpointId, new Begun(plan, end, tables));
        return plan;
    }

    /** Where the piece of a checkpoint is. I/O thread. */
    void written(long checkpointId, Slice slice) {
        written.put(checkpointId, slice);
    }

    void completed(long checkpointId) {
        Begun begun = pending.remove(checkpointId);
        Slice slice = written.remove(checkpointId);
        pending.keySet().removeIf(id -> id < checkpointId);
        written.keySet().removeIf(id -> id < checkpointId);
        if (begun == null || slice == null) {
            return;
        }
        List<Piece> pieces = new ArrayList<>(begun.plan.earlier());
        pieces.add(new Piece(begun.plan.name(), slice, begun.end));
        confirmed = List.copyOf(pieces);
        reached = begun.end;
        begun.tables.forEach(each -> each.table.track().confirm(each.view));
    }

    void aborted(long checkpointId) {
        pending.remove(checkpointId);
        written.remove(checkpointId);
    }
}
