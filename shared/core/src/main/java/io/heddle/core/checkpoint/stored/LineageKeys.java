package io.heddle.core.checkpoint.stored;

import io.heddle.core.checkpoint.metadata.MetadataFile;
import io.heddle.core.launch.StagingNames;
import io.heddle.core.security.Secret;
import io.heddle.core.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The keys that sign checkpoints, in the user's home: they outlive applications, so that a later submission of the same
 * user can verify and restore. A lineage is named after the job that began it; its key goes with that job's checkpoints
 * unless somebody has said that it is to be kept. Calls block.
 */
public final class LineageKeys {
    private static final int KEY_BYTES = 32;
    private static final String KEPT = ".kept";
    private static final String LEAVING = ".leaving";

    private final Storage storage;
    private final String directory;
    private final SecureRandom random = new SecureRandom();

    /** Keys below {@code baseDirectory}, the directory that holds {@code .heddle}. */
    public LineageKeys(Storage storage, String baseDirectory) {
        this.storage = storage;
        this.directory = baseDirectory + "/" + StagingNames.KEYS;
    }

    /** The key of a lineage; made if there is none. */
    public Secret orNew(String lineage) throws IOException {
        if (!storage.exists(file(lineage))) {
            storage.makePrivateDirectory(directory);
            byte[] key = new byte[KEY_BYTES];
            random.nextBytes(key);
            try {
                storage.writePrivately(file(lineage), key);
            } catch (FileAlreadyExistsException another) {
                return existing(lineage);
            }
        }
        return existing(lineage);
    }

    /**
     * Says for good that something signed with the lineage's key may outlive the job that began it: a savepoint, or the
     * checkpoints of another job. To be called before the first such thing is there.
     */
    public void keep(String lineage) throws IOException {
        String mark = file(lineage) + KEPT;
        if (!storage.exists(mark)) {
            storage.makePrivateDirectory(directory);
            try {
                storage.writePrivately(mark, new byte[0]);
            } catch (FileAlreadyExistsException another) {
                // Kept is kept.
            }
        }
    }

    /**
     * The job that began the lineage has ended and its checkpoints are gone: so is its key, unless it is to be kept. Of
     * whoever keeps it meanwhile and then looks for it, either this call hears, or he does not find it.
     */
    public void forget(String lineage) throws IOException {
        String key = file(lineage);
        if (!storage.exists(key) || storage.exists(key + KEPT)) {
            return;
        }
        storage.rename(key, key + LEAVING);
        if (storage.exists(key + KEPT)) {
            storage.rename(key + LEAVING, key);
        } else {
            storage.delete(key + LEAVING);
        }
    }

    /**
     * Why the file may not be what a holder of its lineage's key has written; empty if it is.
     *
     * @throws IOException if the keys cannot be read at the moment
     */
    public Optional<String> objection(MetadataFile.Unverified file) throws IOException {
        String lineage = file.lineage();
        Secret key;
        try {
            key = existing(lineage);
        } catch (NoSuchFileException | FileNotFoundException missing) {
            return Optional.of("the key of its lineage is not at " + directory + "/" + lineage
                    + ", so nobody can tell whether it was changed");
        }
        return file.signedBy(key)
                ? Optional.empty()
                : Optional.of("its signature is not that of lineage " + lineage
                        + ": it was changed, or somebody else has written it");
    }

    /** The key of a lineage; an error if there is none. */
    private Secret existing(String lineage) throws IOException {
        return Secret.of(storage.read(file(lineage)));
    }

    private String file(String lineage) throws IOException {
        if (!lineage.matches("[0-9a-f]{32}")) {
            throw new IOException("'" + lineage + "' is no name of a lineage");
        }
        return directory + "/" + lineage;
    }
}
