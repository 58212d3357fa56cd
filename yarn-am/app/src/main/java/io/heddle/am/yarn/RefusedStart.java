package io.heddle.am.yarn;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.client.api.AMRMClient;
import org.apache.hadoop.yarn.client.api.AMRMClient.ContainerRequest;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** Ends an application whose master cannot start, with the reason in YARN's diagnostics. */
public final class RefusedStart {
    private RefusedStart() {}

    /**
     * Registers this attempt and takes its leave as FAILED; blocks.
     *
     * @throws IOException if the ResourceManager did not take it
     */
    public static void tell(Configuration hadoop, String diagnostics) throws IOException {
        AMRMClient<ContainerRequest> resourceManager = AMRMClient.createAMRMClient();
        resourceManager.init(hadoop);
        resourceManager.start();
        try {
            resourceManager.registerApplicationMaster("", -1, "");
            resourceManager.unregisterApplicationMaster(FinalApplicationStatus.FAILED, diagnostics, "");
        } catch (YarnException e) {
            throw new IOException("The ResourceManager did not take the end of the application: " + e.getMessage(), e);
        } finally {
            resourceManager.stop();
        }
    }
}
