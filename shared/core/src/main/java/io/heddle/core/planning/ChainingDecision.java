package io.heddle.core.planning;

import java.util.List;

/**
 * Whether two operators share a task, and why.
 *
 * @param upstream name of the first operator
 * @param downstream name of the second
 * @param conditions all conditions, in a fixed order
 */
public record ChainingDecision(String upstream, String downstream, List<Condition> conditions) {

    /** One condition of chaining. */
    public record Condition(String rule, boolean met, String because) {}

    /** They share a task if every condition is met. */
    public boolean chained() {
        return conditions.stream().allMatch(Condition::met);
    }
}
