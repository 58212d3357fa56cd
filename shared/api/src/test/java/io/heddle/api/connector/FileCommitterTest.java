package io.heddle.api.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is made visible once, however often that is asked for and whatever becomes of it. */
class FileCommitterTest {
    private static final String VISIBLE = "part-0";

    @TempDir
    private Path directory;

    private String commit() throws IOException {
        Asked asked = new Asked(new FileSinkCommittable(uri(".part-0.pending"), uri(VISIBLE), 3));
        try (FileCommitter committer = new FileCommitter()) {
            committer.commit(List.of(asked));
        }
        return asked.said;
    }

    private String uri(String name) {
        return directory.resolve(name).toUri().toString();
    }

    @Test
    void aFileIsMadeVisibleOnce() throws IOException {
        Files.writeString(directory.resolve(".part-0.pending"), "abc");
        assertEquals("done", commit());
        assertEquals("abc", Files.readString(directory.resolve(VISIBLE)));
        assertEquals("already", commit());
        assertTrue(Files.exists(directory.resolve(VISIBLE)));
    }

    /** A consumer moved it on before the sink, restarted, committed it again: no attempt may fail for that. */
    @Test
    void aVisibleFileMayBeTakenAway() throws IOException {
        Files.writeString(directory.resolve(".part-0.pending"), "abc");
        commit();
        Files.move(directory.resolve(VISIBLE), directory.resolve("consumed"));
        assertEquals("given up", commit());
        assertFalse(Files.exists(directory.resolve(VISIBLE)));
    }

    private static final class Asked implements Committer.CommitRequest<FileSinkCommittable> {
        private final FileSinkCommittable file;
        private String said = "done";

        Asked(FileSinkCommittable file) {
            this.file = file;
        }

        @Override
        public FileSinkCommittable getCommittable() {
            return file;
        }

        @Override
        public int getNumberOfRetries() {
            return 0;
        }

        @Override
        public void signalFailedWithKnownReason(Throwable t) {
            said = "given up";
        }

        @Override
        public void signalFailedWithUnknownReason(Throwable t) {
            said = "failed";
        }

        @Override
        public void retryLater() {
            said = "later";
        }

        @Override
        public void updateAndRetryLater(FileSinkCommittable committable) {
            said = "later";
        }

        @Override
        public void signalAlreadyCommitted() {
            said = "already";
        }
    }
}
