package io.heddle.client.submission;

import io.heddle.client.cluster.Cluster;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.core.launch.StagingNames;
import io.heddle.core.security.ApplicationCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The submitter's copies of application credentials, in {@code ~/.heddle/apps}, readable by nobody else. The copy in HDFS
 * serves the same user's command line on other hosts.
 */
public final class CredentialFiles {
    private final Path directory;

    /**
     * Uses {@code .heddle/apps} below a home directory.
     *
     * @param home the user's home directory on this machine
     */
    public CredentialFiles(Path home) {
        directory = home.resolve(StagingNames.APPLICATIONS);
    }

    /** Writes the local copy; a machine without a writable home goes without. */
    public void save(String applicationId, ApplicationCredentials credentials) {
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path file = directory.resolve(applicationId);
            Set<PosixFilePermission> ownerOnly =
                    EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(ownerOnly));
            Files.write(file, credentials.encode(), StandardOpenOption.WRITE);
        } catch (IOException e) {
            org.apache.logging.log4j.LogManager.getLogger(CredentialFiles.class)
                    .info("No local copy of the credentials of {}: {}", applicationId, e.toString());
        }
    }

    public void forget(String applicationId) {
        try {
            Files.deleteIfExists(directory.resolve(applicationId));
        } catch (IOException e) {
            org.apache.logging.log4j.LogManager.getLogger(CredentialFiles.class)
                    .info("Could not remove the credentials of {}: {}", applicationId, e.toString());
        }
    }

    /** The credentials of a running application, from here or from HDFS. */
    public ApplicationCredentials load(String applicationId, Cluster cluster) {
        try {
            Optional<byte[]> bytes = local(applicationId);
            if (bytes.isEmpty()) {
                bytes = cluster.files().read(cluster.baseDirectory() + "/" + StagingNames.credentials(applicationId));
            }
            if (bytes.isPresent()) {
                return ApplicationCredentials.decode(bytes.get());
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.REFUSED_BY_CHECK,
                    "The credentials of " + applicationId + " cannot be read.",
                    e.toString(),
                    "Remove " + directory.resolve(applicationId) + " if it is damaged; the copy in HDFS counts then.");
        }
        throw new CommandFailure(
                ExitCode.NOT_FOUND,
                "There are no credentials for " + applicationId + ".",
                "Neither " + directory.resolve(applicationId) + " nor " + cluster.baseDirectory() + "/"
                        + StagingNames.credentials(applicationId)
                        + " exists: it was submitted by another user, or has ended.",
                "Run the command as the user who submitted it.");
    }

    private Optional<byte[]> local(String applicationId) throws IOException {
        Path file = directory.resolve(applicationId);
        return Files.isReadable(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }
}
