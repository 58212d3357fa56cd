package io.heddle.engine.snapshot;

import io.heddle.core.checkpoint.Slice;
import io.heddle.core.plan.JobId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Copies on the local disk of the checkpoint files that this worker has written, so that a task that starts again here need not
 * fetch its state. They are a help and never a condition: what is missing or damaged here is read from the checkpoint, and a
 * disk that takes no copy delays nobody. A copy stays as long as the newest complete checkpoint refers to it.
 *
 * <p>May be used by every thread.
 */
public final class LocalCopies {
    private static final Logger LOG = LogManager.getLogger(LocalCopies.class);
    private static final int PART_BYTES = 1 << 16;

    private final Path directory;
    /** By the path of the file they are copies of. */
    private final Map<String, Copy> copies = new ConcurrentHashMap<>();

    private final AtomicLong names = new AtomicLong();

    private record Copy(Path file, JobId job, long checkpointId) {}

    /** Keeps copies in a directory that nobody else uses; it is made when the first one comes. */
    public LocalCopies(Path directory) {
        this.directory = directory;
    }

    /** The copies that belong to one checkpoint. */
    record OfCheckpoint(LocalCopies all, JobId job, long checkpointId) {
        /** Writes to {@code durable}, and a copy beside it. */
        OutputStream beside(String path, OutputStream durable) {
            return all.begin(path, this, durable);
        }

        void drop(String path) {
            all.drop(path);
        }

        /** The checkpoint is complete and lives in those files: copies of other files that are as old or older may go. */
        void retain(Set<String> live) {
            all.copies.forEach((path, copy) -> {
                if (copy.job.equals(job) && copy.checkpointId <= checkpointId && !live.contains(path)) {
                    all.drop(path);
                }
            });
        }
    }

    private OutputStream begin(String path, OfCheckpoint owner, OutputStream durable) {
        Path file = directory.resolve(owner.job().hex() + "-" + names.incrementAndGet());
        try {
            Files.createDirectories(directory);
            OutputStream local = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return new Both(durable, local, path, new Copy(file, owner.job(), owner.checkpointId()));
        } catch (IOException noRoom) {
            LOG.warn("There will be no local copy of {}", path, noRoom);
            return durable;
        }
    }

    /** The bytes of a part of a file, known to be right; null if there is no copy. */
    @Nullable
    InputStream open(String path, Slice.InFile place) {
        Copy copy = copies.get(path);
        if (copy == null) {
            return null;
        }
        try {
            if (isWhole(copy.file, place)) {
                return at(copy.file, place.offset());
            }
            LOG.warn("The local copy {} of {} is damaged and not used", copy.file, path);
        } catch (IOException unreadable) {
            LOG.warn("The local copy {} of {} cannot be read", copy.file, path, unreadable);
        }
        drop(path);
        return null;
    }

    private static InputStream at(Path file, long offset) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return Channels.newInputStream(channel.position(offset));
    }

    private static boolean isWhole(Path file, Slice.InFile place) throws IOException {
        try (CheckedInputStream in = new CheckedInputStream(at(file, place.offset()), new CRC32C())) {
            byte[] part = new byte[PART_BYTES];
            long left = place.length();
            while (left > 0) {
                int count = in.read(part, 0, (int) Math.min(part.length, left));
                if (count < 0) {
                    return false;
                }
                left -= count;
            }
            return (int) in.getChecksum().getValue() == place.crc32c();
        }
    }

    private void drop(String path) {
        Copy copy = copies.remove(path);
        if (copy != null) {
            delete(copy.file);
        }
    }

    /** The job is over in this worker. */
    void forget(JobId job) {
        copies.forEach((path, copy) -> {
            if (copy.job.equals(job)) {
                drop(path);
            }
        });
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            LOG.warn("{} could not be deleted; it goes with the container's directory", file, stays);
        }
    }

    /** Writes twice; a failure of the second file only ends the copy. */
    private final class Both extends OutputStream {
        private final OutputStream durable;
        private final String path;
        private final Copy copy;
        private @Nullable OutputStream local;

        Both(OutputStream durable, OutputStream local, String path, Copy copy) {
            this.durable = durable;
            this.local = local;
            this.path = path;
            this.copy = copy;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            durable.write(bytes, offset, length);
            OutputStream to = local;
            if (to != null) {
                try {
                    to.write(bytes, offset, length);
                } catch (IOException full) {
                    giveUp(to, full);
                }
            }
        }

        private void giveUp(OutputStream to, IOException why) {
            LOG.warn("There will be no local copy of {}", path, why);
            local = null;
            try {
                to.close();
            } catch (IOException same) {
                why.addSuppressed(same);
            }
            delete(copy.file);
        }

        @Override
        public void close() throws IOException {
            OutputStream to = local;
            local = null;
            if (to != null) {
                try {
                    to.close();
                    copies.put(path, copy);
                } catch (IOException full) {
                    giveUp(to, full);
                }
            }
            try {
                durable.close();
            } catch (IOException lost) {
                drop(path);
                throw lost;
            }
        }
    }
}
