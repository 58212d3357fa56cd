package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A ledger under random faults: processes of ours and of Hadoop's are killed and frozen, and the books are right at the
 * end. {@code scripts/test-long chaos FAULTS SEED}; how it is run is {@link Drawn}.
 */
@ClusterTest
class ChaosTest {
    private static final int RATE = 1000;

    @Test
    @Tag("slow")
    void theBooksAreRightWhateverFails(Cluster cluster) throws IOException {
        Drawn drawn = Drawn.bySettings();
        System.out.println("chaos: " + drawn);
        try (LedgerRun run =
                LedgerRun.start(cluster, "chaos", LedgerRun.ENDLESS, RATE, LedgerRun.PER_JOB, drawn.settings())) {
            cluster.until("an application", 180, () -> run.command().named() || !run.isUnderWay());
            run.awaitFirstEntries();
            String application = run.command().application();
            int caused =
                    new Faults(cluster, application, new Random(drawn.seed())).cause(drawn.faults(), run::isUnderWay);
            assertEquals(drawn.faults(), caused, "the job outlived all faults");
            run.assertStopsClean(300);
            cluster.assertNothingLeftOf(application);
        }
    }
}
