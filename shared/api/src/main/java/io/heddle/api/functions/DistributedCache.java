package io.heddle.api.functions;

import java.io.File;

/** The files registered with {@code env.registerCachedFile(...)}, as local copies on this worker. */
public interface DistributedCache {
    /**
     * The local copy of a file or directory.
     *
     * @throws IllegalArgumentException if nothing was registered under that name
     */
    File getFile(String name);
}
