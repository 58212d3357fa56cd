package io.heddle.rocksdb;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Links to the files of a database as it was at one moment, made once: by the I/O thread that writes the checkpoint, or, if that
 * has not come so far, by the task that cannot wait any longer before it changes the database. Nobody waits for more than the local
 * disk.
 */
final class Links {
    private final Database database;
    private final Path directory;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CompletableFuture<Void> made = new CompletableFuture<>();

    Links(Database database, Path directory) {
        this.database = database;
        this.directory = directory;
    }

    /** Whether the database may be changed. */
    boolean isDone() {
        return made.isDone();
    }

    /** Makes them, unless somebody has or does; they are there afterwards, or a failure tells why not. */
    void make() {
        link();
        made.join();
    }

    /** The database may be changed after this; a failure is the checkpoint's business alone. */
    void settle() {
        link();
        awaitEnd();
    }

    private void link() {
        if (taken.compareAndSet(false, true)) {
            try {
                database.link(directory);
                made.complete(null);
            } catch (RuntimeException failed) {
                made.completeExceptionally(failed);
            }
        }
    }

    private void awaitEnd() {
        made.exceptionally(failed -> null).join();
    }

    Path directory() {
        return directory;
    }

    /** Nobody needs them, or needs them any more. */
    void release() {
        if (taken.compareAndSet(false, true)) {
            made.complete(null);
        }
        awaitEnd();
        Database.deleteTree(directory);
    }
}
