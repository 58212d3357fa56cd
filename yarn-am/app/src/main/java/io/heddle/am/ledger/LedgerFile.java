package io.heddle.am.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.core.control.ControlCodec;
import io.heddle.core.control.Epoch;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One file of the ledger: {@code "HDL1"}, CRC32C of what follows, the writer's epoch, and an entry. A file without an
 * entry opens its epoch; it stays for ever, because its number is the one that the epoch before would have taken next.
 *
 * @param entry null in the file that opens an epoch
 */
record LedgerFile(Epoch epoch, @Nullable LedgerEntry entry) {
    private static final int MAGIC = 0x48444C31;
    private static final int HEADER_BYTES = 8;

    byte[] encode() {
        byte[] payload = entry == null ? new byte[0] : ControlCodec.write(entry);
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + 16 + payload.length);
        bytes.putInt(MAGIC).putInt(0);
        bytes.putLong(epoch.clusterTimestamp()).putInt(epoch.application()).putInt(epoch.attempt());
        bytes.put(payload);
        bytes.putInt(4, checksum(bytes.array()));
        return bytes.array();
    }

    private static int checksum(byte[] file) {
        CRC32C crc = new CRC32C();
        crc.update(file, HEADER_BYTES, file.length - HEADER_BYTES);
        return (int) crc.getValue();
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it is damaged; the message says how
     */
    static LedgerFile decode(byte[] file) throws IOException {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(file);
            if (bytes.getInt() != MAGIC) {
                throw new IOException("it does not begin with " + new String(magic(), UTF_8));
            }
            if (bytes.getInt() != checksum(file)) {
                throw new IOException("its checksum is wrong");
            }
            Epoch epoch = new Epoch(bytes.getLong(), bytes.getInt(), bytes.getInt());
            byte[] payload = new byte[bytes.remaining()];
            bytes.get(payload);
            return new LedgerFile(epoch, payload.length == 0 ? null : ControlCodec.read(payload, LedgerEntry.class));
        } catch (BufferUnderflowException e) {
            throw new IOException("it is only " + file.length + " bytes long", e);
        }
    }

    private static byte[] magic() {
        return ByteBuffer.allocate(4).putInt(MAGIC).array();
    }
}
