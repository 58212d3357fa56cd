package io.heddle.core.launch;

import io.heddle.core.control.ControlCodec;
import io.heddle.core.storage.Storage;
import io.heddle.core.storage.StoredFile;
import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;

/**
 * How a worker that has lost its master finds the next one: each master leaves a file with its address in the staging
 * directory; the highest epoch counts. Calls block.
 */
public final class MasterAddresses implements MasterFinder {
    private static final String DIRECTORY = "masters";

    private final Storage storage;
    private final String directory;

    /** Makes one for the application whose staging directory this is. */
    public MasterAddresses(Storage storage, String stagingDirectory) {
        this.storage = storage;
        this.directory = stagingDirectory + "/" + DIRECTORY;
    }

    /** Makes the address known; each epoch does so once. */
    public void publish(MasterAddress address) throws IOException {
        storage.writeAtomically(directory + "/" + address.epoch(), ControlCodec.write(address));
    }

    @Override
    public Optional<MasterAddress> latest() throws IOException {
        Optional<MasterAddress> latest = Optional.empty();
        for (StoredFile file : storage.list(directory)) {
            if (!file.name().startsWith(".")) {
                MasterAddress address = ControlCodec.read(storage.read(file.path()), MasterAddress.class);
                latest = latest.map(known -> later(known, address)).or(() -> Optional.of(address));
            }
        }
        return latest;
    }

    private static MasterAddress later(MasterAddress one, MasterAddress other) {
        return Comparator.comparing(MasterAddress::epoch).compare(one, other) >= 0 ? one : other;
    }
}
