package io.heddle.examples.ledger;

import io.heddle.api.connector.FileSystem;
import io.heddle.api.functions.TwoPhaseCommitSinkFunction;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.Types;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lines in files that appear in {@code directory} only when the checkpoint that covers them is complete. A transaction is
 * the name of a file and the number of its lines; until it is committed, the file lies in {@code directory/.pending}.
 */
final class CommittedFiles extends TwoPhaseCommitSinkFunction<Booking, Tuple2<String, Long>, String> {
    private final String directory;
    private transient @Nullable BufferedWriter writer;

    CommittedFiles(String directory) {
        super(Types.TUPLE(Types.STRING, Types.LONG), Types.STRING);
        this.directory = directory;
    }

    @Override
    protected Tuple2<String, Long> beginTransaction() {
        return Tuple2.of("part-" + UUID.randomUUID(), 0L);
    }

    @Override
    protected void invoke(Tuple2<String, Long> transaction, Booking booking, Context context) throws IOException {
        BufferedWriter lines = writer;
        if (lines == null) {
            lines = new BufferedWriter(new OutputStreamWriter(
                    fileSystem().create(pending(transaction), FileSystem.WriteMode.NO_OVERWRITE),
                    StandardCharsets.UTF_8));
            writer = lines;
        }
        lines.write(booking.line());
        lines.write('\n');
        transaction.f1++;
    }

    @Override
    protected void preCommit(Tuple2<String, Long> transaction) throws IOException {
        closeWriter();
    }

    @Override
    protected void commit(Tuple2<String, Long> transaction) {
        if (transaction.f1 == 0) {
            return;
        }
        String visible = directory + "/" + transaction.f0;
        try {
            FileSystem files = fileSystem();
            // After a failure the same transaction may come again: then the file has been moved already.
            if (!files.rename(pending(transaction), visible)
                    && files.status(visible).isEmpty()) {
                throw new IOException("The " + transaction.f1 + " lines of " + transaction.f0
                        + " are neither prepared nor committed: they are lost.");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    protected void abort(Tuple2<String, Long> transaction) {
        try {
            closeWriter();
            fileSystem().delete(pending(transaction));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void closeWriter() throws IOException {
        BufferedWriter lines = writer;
        if (lines != null) {
            writer = null;
            lines.close();
        }
    }

    private String pending(Tuple2<String, Long> transaction) {
        return directory + "/.pending/" + Objects.requireNonNull(transaction.f0);
    }

    private FileSystem fileSystem() throws IOException {
        return FileSystem.of(directory);
    }
}
