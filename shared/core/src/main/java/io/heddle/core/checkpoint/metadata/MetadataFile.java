package io.heddle.core.checkpoint.metadata;

import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.CheckpointMetadata;
import io.heddle.core.control.ControlCodec;
import io.heddle.core.plan.JobId;
import io.heddle.core.security.Hmac;
import io.heddle.core.security.Secret;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The form of a {@code _metadata} file: {@code "HDM1"}, CRC32C of all that follows, the name of the lineage whose key
 * signed it, the signature (HMAC-SHA256) of lineage and content, and the content as CBOR. It is data, never code.
 */
public final class MetadataFile {
    /** Its name in a checkpoint's directory. */
    public static final String NAME = "_metadata";

    private static final int MAGIC = 0x48444D31;
    private static final int HEADER_BYTES = 8;
    private static final int MOST_LINEAGE_BYTES = 200;

    private MetadataFile() {}

    /** Its path in a checkpoint's directory, or that very path. */
    public static String in(String directory) {
        return directory.endsWith("/" + NAME) ? directory : directory + "/" + NAME;
    }

    /** Writes and signs with the key of the lineage that the metadata names. */
    public static byte[] write(CheckpointMetadata metadata, Secret key) {
        byte[] name = metadata.lineage().getBytes(StandardCharsets.UTF_8);
        byte[] content = ControlCodec.write(metadata);
        ByteBuffer file = ByteBuffer.allocate(HEADER_BYTES + 4 + name.length + Hmac.TAG_BYTES + content.length);
        file.putInt(MAGIC).putInt(0).putInt(name.length).put(name);
        file.put(Hmac.under(key).update(name).update(content).tag());
        file.put(content);
        file.putInt(4, checksum(file.array()));
        return file.array();
    }

    private static int checksum(byte[] file) {
        CRC32C crc = new CRC32C();
        crc.update(file, HEADER_BYTES, file.length - HEADER_BYTES);
        return (int) crc.getValue();
    }

    /**
     * Checks that the file is whole and opens it; the signature is still to be checked.
     *
     * @throws DamagedMetadata if it is damaged or no metadata of this version; the message says which
     */
    public static Unverified open(byte[] file) throws DamagedMetadata {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(file);
            if (bytes.getInt() != MAGIC) {
                throw new DamagedMetadata("it is no checkpoint metadata of this version");
            }
            if (bytes.getInt() != checksum(file)) {
                throw new DamagedMetadata("its checksum is wrong: the file is damaged");
            }
            int nameLength = bytes.getInt();
            if (nameLength < 0 || nameLength > MOST_LINEAGE_BYTES) {
                throw new DamagedMetadata("it is no checkpoint metadata of this version");
            }
            byte[] name = new byte[nameLength];
            byte[] tag = new byte[Hmac.TAG_BYTES];
            bytes.get(name).get(tag);
            byte[] content = Arrays.copyOfRange(file, bytes.position(), file.length);
            return new Unverified(new String(name, StandardCharsets.UTF_8), tag, content);
        } catch (BufferUnderflowException e) {
            throw new DamagedMetadata("it ends too early", e);
        }
    }

    /** The first lines of a checkpoint's metadata, by which it is found. */
    public record Heading(JobId job, String jobName, CheckpointKind kind, long completedMs) {}

    /**
     * Reads only the beginning of a file; neither its checksum nor its signature is looked at.
     *
     * @throws IOException if it is no metadata of this version
     */
    public static Heading heading(InputStream file) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(file));
        try {
            int magic = in.readInt();
            in.readInt();
            int nameLength = in.readInt();
            if (magic != MAGIC || nameLength < 0 || nameLength > MOST_LINEAGE_BYTES) {
                throw new DamagedMetadata("it is no checkpoint metadata of this version");
            }
            in.readNBytes(nameLength + Hmac.TAG_BYTES);
        } catch (EOFException e) {
            throw new DamagedMetadata("it ends too early", e);
        }
        return ControlCodec.readBeginning(in, Heading.class, "operators");
    }

    /** A whole file of which nobody knows yet who wrote it. */
    public static final class Unverified {
        private final String lineage;
        private final byte[] tag;
        private final byte[] content;

        private Unverified(String lineage, byte[] tag, byte[] content) {
            this.lineage = lineage;
            this.tag = tag;
            this.content = content;
        }

        /** Whose key signed it, as the file itself says. */
        public String lineage() {
            return lineage;
        }

        /** Whether the holder of {@code key} wrote exactly this. */
        public boolean signedBy(Secret key) {
            return Hmac.under(key)
                    .update(lineage.getBytes(StandardCharsets.UTF_8))
                    .update(content)
                    .matches(tag);
        }

        /** The content; who uses it without {@link #signedBy} has an explicit order to do so. */
        public CheckpointMetadata content() throws IOException {
            return ControlCodec.read(content, CheckpointMetadata.class);
        }
    }
}
