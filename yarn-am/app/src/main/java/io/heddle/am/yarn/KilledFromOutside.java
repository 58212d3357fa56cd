package io.heddle.am.yarn;

import io.heddle.core.time.Clock;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.hadoop.yarn.api.ApplicationClientProtocol;
import org.apache.hadoop.yarn.api.protocolrecords.GetApplicationReportRequest;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.ClientRMProxy;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Tells the end of an application that somebody kills ({@code yarn application -kill}) from the end of an attempt that
 * another will follow: in both the NodeManager asks this process to end, and a moment later ends it.
 */
public final class KilledFromOutside {
    private static final Logger LOG = LogManager.getLogger(KilledFromOutside.class);
    private static final Set<YarnApplicationState> OVER =
            EnumSet.of(YarnApplicationState.KILLED, YarnApplicationState.FAILED, YarnApplicationState.FINISHED);
    /** The NodeManager waits 250 ms before it kills; the rest is for the clean-up. */
    private static final long LOOK_FOR_MS = 150;
    /** Before Hadoop closes its file systems, which it does at 10. */
    private static final int PRIORITY = 40;

    private final ApplicationClientProtocol resourceManager;
    private final ApplicationId application;
    private final Clock clock;

    private KilledFromOutside(ApplicationClientProtocol resourceManager, ApplicationId application, Clock clock) {
        this.resourceManager = resourceManager;
        this.application = application;
        this.clock = clock;
    }

    /** Lets {@code cleanUp} run if this process is asked to end because the application was killed; blocks. */
    public static void watch(Configuration hadoop, ApplicationId application, Clock clock, Runnable cleanUp)
            throws IOException {
        KilledFromOutside killed = new KilledFromOutside(
                ClientRMProxy.createRMProxy(hadoop, ApplicationClientProtocol.class), application, clock);
        // The first call loads classes and connects; there is no time for that later.
        LOG.debug("The application is over: {}", killed.look());
        ShutdownHookManager.get()
                .addShutdownHook(
                        () -> {
                            LOG.warn("This process was asked to end");
                            if (killed.isOver()) {
                                LOG.warn("The application was killed; what it left in the file system is deleted");
                                cleanUp.run();
                            }
                        },
                        PRIORITY);
    }

    /** The ResourceManager stops the containers some milliseconds before it says that the application is over. */
    private boolean isOver() {
        long untilMs = clock.monotonicMs() + LOOK_FOR_MS;
        boolean over = look();
        while (!over && clock.monotonicMs() < untilMs) {
            over = look();
        }
        return over;
    }

    private boolean look() {
        try {
            ApplicationReport report = resourceManager
                    .getApplicationReport(GetApplicationReportRequest.newInstance(application))
                    .getApplicationReport();
            return OVER.contains(report.getYarnApplicationState());
        } catch (YarnException | IOException e) {
            LOG.warn("The ResourceManager does not say whether the application is over: {}", e.toString());
            return false;
        }
    }
}
