package io.heddle.client.submission;

import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file of this machine and its content hash.
 *
 * @param link name it gets in a container, with '/' between directories
 */
public record LocalFile(Path path, String link, String sha256, long lengthBytes, long modifiedAtMs) implements Content {
    @Override
    public void writeTo(OutputStream out) throws IOException {
        Files.copy(path, out);
    }

    @Override
    public String toString() {
        return path.toString();
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Reads and hashes a file. */
    public static LocalFile of(Path path, String link) {
        try (InputStream in = Files.newInputStream(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            long length = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                length += read;
            }
            return new LocalFile(
                    path,
                    link,
                    HexFormat.of().formatHex(digest.digest()),
                    length,
                    Files.getLastModifiedTime(path).toMillis());
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.REFUSED_BY_CHECK,
                    "Cannot read " + path + ".",
                    e.toString(),
                    "Check the path and its permissions.");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Name in the content-addressed cache; archives keep their ending, by which YARN knows how to unpack them. */
    String cacheName(boolean archive) {
        String name = path.getFileName().toString();
        for (String ending : new String[] {".tar.gz", ".tgz", ".tar", ".zip", ".jar"}) {
            if (archive && name.endsWith(ending)) {
                return sha256 + ending;
            }
        }
        return sha256;
    }
}
