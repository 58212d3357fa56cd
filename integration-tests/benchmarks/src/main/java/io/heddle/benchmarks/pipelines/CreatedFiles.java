package io.heddle.benchmarks.pipelines;

import io.heddle.benchmarks.CheckpointDirectory;
import io.heddle.benchmarks.Probe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** How many files each checkpoint creates, looked at after it; those that were there before the first one are not its. */
final class CreatedFiles {
    private final Set<Path> seen = new HashSet<>();
    private int before;

    /** Takes in what is there now: after {@code counted} checkpoints of those that count. */
    void look(int counted) throws IOException {
        seen.addAll(CheckpointDirectory.files());
        if (counted == 0) {
            before = seen.size();
        }
    }

    void publish(int counted) {
        Probe.fact("files-per-checkpoint", (seen.size() - before) / (double) counted);
    }
}
