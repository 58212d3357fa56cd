package io.heddle.core.planning;

import io.heddle.api.plan.LogicalNode;
import io.heddle.api.plan.NodeInput;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * The identities of operators, by which a checkpoint's state finds its way back: the user's hash, or a hash of the user's
 * uid, or else one of the operator's place in the plan. Chaining, names and parallelism do not enter.
 */
final class OperatorIds {
    private final Map<Integer, String> byNode = new HashMap<>();
    private final Map<String, String> takenBy = new HashMap<>();
    private final Map<String, Integer> alike = new HashMap<>();

    /** The id of the next node; its inputs must have been asked for before. */
    String of(LogicalNode node) {
        String id = node.uidHash() != null
                ? node.uidHash()
                : node.uid() != null ? digest("uid:" + node.uid()) : byPlace(node);
        String other = takenBy.put(id, node.name());
        if (other != null) {
            throw new HeddleException(
                    FaultCategory.USER,
                    "Two operators have the same id: '" + other + "' and '" + node.name() + "'"
                            + (node.uid() == null ? "." : " (uid '" + node.uid() + "')."),
                    "An id tells whose state is whose, so it must be unique in a job.",
                    "Give each of them a uid of its own.");
        }
        byNode.put(node.id(), id);
        return id;
    }

    private String byPlace(LogicalNode node) {
        StringBuilder place =
                new StringBuilder("place:").append(node.spec().getClass().getSimpleName());
        for (NodeInput input : node.inputs()) {
            place.append('|').append(input.ordinal()).append(':').append(byNode.get(input.upstream()));
            if (input.sideOutput() != null) {
                place.append('@').append(input.sideOutput());
            }
        }
        String shape = place.toString();
        int count = alike.merge(shape, 1, Integer::sum);
        return digest(shape + "#" + count);
    }

    static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256.", e);
        }
    }
}
