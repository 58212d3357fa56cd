package io.heddle.client.session;

import io.heddle.core.transport.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Where masters of sessions were reached last, in {@code ~/.heddle/masters}: a guess that saves asking YARN. Only the application's
 * master can answer there, since it must hold the application's key; whatever else listens there by now fails the TLS
 * handshake, and YARN is asked after all.
 */
public final class RememberedMasters {

    private final Path directory;

    /**
     * Uses {@code .heddle/masters} below a home directory.
     *
     * @param home the user's home directory on this machine
     */
    public RememberedMasters(Path home) {
        directory = home.resolve(".heddle").resolve("masters");
    }

    Optional<Endpoint> find(String applicationId) {
        try {
            Path file = directory.resolve(applicationId);
            return Files.isReadable(file)
                    ? Optional.of(Endpoint.parse(Files.readString(file).strip()))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            log().info("What is remembered of {} cannot be read: {}", applicationId, e.toString());
            return Optional.empty();
        }
    }

    /** A machine without a writable home remembers nothing. */
    void remember(String applicationId, Endpoint master) {
        try {
            Files.createDirectories(directory);
            Path draft = Files.createTempFile(directory, ".draft", "");
            Files.writeString(draft, master.toString());
            Files.move(draft, directory.resolve(applicationId), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            log().info("The address of {} is not remembered: {}", applicationId, e.toString());
        }
    }

    void forget(String applicationId) {
        try {
            Files.deleteIfExists(directory.resolve(applicationId));
        } catch (IOException e) {
            log().info("The address of {} is still remembered: {}", applicationId, e.toString());
        }
    }

    /** Not in a field: submitting to a session need not wait for the library of logging to load. */
    private static Logger log() {
        return LogManager.getLogger(RememberedMasters.class);
    }
}
