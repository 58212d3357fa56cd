package io.heddle.am.ledger;

import io.heddle.core.launch.StagingNames;
import io.heddle.core.security.Secret;
import io.heddle.core.storage.Storage;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.security.SecureRandom;

/**
 * The keys that sign checkpoints, in the user's home: they outlive applications, so that a later submission of the same
 * user can verify and restore. Calls block.
 */
public final class LineageKeys {
    private static final int KEY_BYTES = 32;

    private final Storage storage;
    private final String directory;
    private final SecureRandom random = new SecureRandom();

    /** Keys below {@code baseDirectory}, the directory that holds {@code .heddle}. */
    public LineageKeys(Storage storage, String baseDirectory) {
        this.storage = storage;
        this.directory = baseDirectory + "/" + StagingNames.KEYS;
    }

    /** The key of a lineage; made if there is none. */
    Secret orNew(String lineage) throws IOException {
        if (!storage.exists(directory + "/" + lineage)) {
            storage.makePrivateDirectory(directory);
            byte[] key = new byte[KEY_BYTES];
            random.nextBytes(key);
            try {
                storage.writeAtomically(directory + "/" + lineage, key);
            } catch (FileAlreadyExistsException another) {
                return existing(lineage);
            }
        }
        return existing(lineage);
    }

    /** The key of a lineage; an error if there is none. */
    Secret existing(String lineage) throws IOException {
        if (!lineage.matches("[0-9a-f]{32}")) {
            throw new IOException("'" + lineage + "' is no name of a lineage");
        }
        return Secret.of(storage.read(directory + "/" + lineage));
    }
}
