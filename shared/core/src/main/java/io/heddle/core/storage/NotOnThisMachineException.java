package io.heddle.core.storage;

import java.io.IOException;

/** A path of another file system was given to a process that knows no cluster, so nothing can be read or written there. */
public final class NotOnThisMachineException extends IOException {
    private static final long serialVersionUID = 1L;

    NotOnThisMachineException(String path) {
        super(path + " is not on this machine, and this process knows no cluster");
    }
}
