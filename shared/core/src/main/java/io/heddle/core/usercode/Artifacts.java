package io.heddle.core.usercode;

import io.heddle.core.plan.Artifact;
import io.heddle.core.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Local copies of users' files, one per content: fetched once, checked by hash, shared by all jobs of the process. Blocks;
 * may be used by several I/O threads at once.
 */
public final class Artifacts {
    private static final Logger LOG = LogManager.getLogger(Artifacts.class);

    private final Storage storage;
    private final Path directory;

    public Artifacts(Storage storage, Path directory) {
        this.storage = storage;
        this.directory = directory;
    }

    /**
     * A local copy whose content is what the plan says.
     *
     * @throws IOException if it cannot be had, or is something else
     */
    public Path fetch(Artifact artifact) throws IOException {
        if (!artifact.sha256().matches("[0-9a-f]{64}")) {
            throw new IOException("The plan gives no content hash for " + artifact.name() + ".");
        }
        Path home = Files.createDirectories(directory.resolve(artifact.sha256()));
        Path target = home.resolve(Path.of(artifact.name()).getFileName());
        if (Files.exists(target)) {
            return target;
        }
        Path draft = home.resolve(UUID.randomUUID() + ".part");
        try {
            String found = copy(artifact, draft);
            if (!found.equals(artifact.sha256())) {
                throw new IOException("The content of " + artifact.uri() + " is not what was submitted: its SHA-256 is "
                        + found + ", expected was " + artifact.sha256() + ".");
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException another) {
            LOG.debug("{} was fetched by another thread meanwhile", target);
        } finally {
            Files.deleteIfExists(draft);
        }
        LOG.info("Fetched {} ({} bytes)", artifact.name(), artifact.length());
        return target;
    }

    private String copy(Artifact artifact, Path draft) throws IOException {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(storage.open(artifact.uri(), 0), sha256)) {
                Files.copy(in, draft);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256; this one has not.", e);
        }
    }
}
