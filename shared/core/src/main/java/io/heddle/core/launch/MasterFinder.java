package io.heddle.core.launch;

import java.io.IOException;
import java.util.Optional;

/** A place where a worker that has lost its master looks for the next one. Calls block. */
public interface MasterFinder {
    /** The master of the highest epoch, if any has made itself known. */
    Optional<MasterAddress> latest() throws IOException;
}
