package io.heddle.core.checkpoint.metadata;

import java.io.IOException;

/** The file is there, and is no metadata as we write it; the message says in which way. */
public final class DamagedMetadata extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedMetadata(String message) {
        super(message);
    }

    DamagedMetadata(String message, Throwable cause) {
        super(message, cause);
    }
}
