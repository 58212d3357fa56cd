package io.heddle.api.connector;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Collection;

/** Makes complete files visible, each by one rename that never replaces another file. */
final class FileCommitter implements Committer<FileSinkCommittable> {
    @Override
    public void commit(Collection<CommitRequest<FileSinkCommittable>> files) throws IOException {
        for (CommitRequest<FileSinkCommittable> request : files) {
            FileSinkCommittable file = request.getCommittable();
            FileSystem fileSystem = FileSystem.of(file.target());
            if (fileSystem.rename(file.pendingFile(), file.target())) {
                continue;
            }
            if (fileSystem.status(file.target()).isPresent()) {
                request.signalAlreadyCommitted();
            } else {
                // After a restart files are committed again, and who consumes them may have moved one on by then. To
                // fail for that
                // would fail every other attempt too.
                request.signalFailedWithKnownReason(new FileNotFoundException("The finished file "
                        + file.pendingFile() + " is gone, and " + file.target()
                        + " is not there either: either it was made visible before a restart and somebody has taken it"
                        + " away since, or somebody has deleted it, and its records are lost."));
            }
        }
    }

    @Override
    public void close() {}
}
