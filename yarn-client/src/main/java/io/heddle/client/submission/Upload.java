package io.heddle.client.submission;

import io.heddle.core.launch.LocalisedFile;
import java.util.Set;

/**
 * Something that must lie in the cluster's file system before a container can start.
 *
 * @param target path relative to the base directory
 * @param cached whether the target names the content, so that an equal file already there is used
 * @param link name in the containers
 * @param containers which containers get it
 * @param kind whether YARN unpacks it
 */
record Upload(
        Content content,
        String target,
        boolean cached,
        String link,
        Set<Container> containers,
        LocalisedFile.Kind kind) {
    /** The sorts of containers of an application. */
    enum Container {
        MASTER,
        WORKER
    }

    long lengthBytes() {
        return content.lengthBytes();
    }
}
