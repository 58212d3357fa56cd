package io.heddle.rocksdb;

import io.heddle.core.checkpoint.Slice;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.engine.snapshot.SegmentBody;
import io.heddle.engine.snapshot.SegmentLabel;
import io.heddle.engine.snapshot.SegmentSource;
import io.heddle.engine.snapshot.SegmentTarget;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rocksdb.Options;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;

/**
 * The files of a database as a checkpoint: linked on an I/O thread, while the task writes nothing into the database; those that an
 * earlier checkpoint holds are referred to, the others are checked block by block and written.
 */
final class NativeSnapshot implements SegmentSource {
    private static final int COPY_BYTES = 1 << 16;

    private final Database database;
    private final Links links;
    private final NativeForm contents;
    private final Sharing sharing;

    /**
     * What is shared with other checkpoints.
     *
     * @param enabled false for savepoints, which own all their files
     * @param known what may be referred to, by file name
     * @param written hears where the files of this checkpoint are
     */
    record Sharing(boolean enabled, Map<String, Slice> known, Map<String, Slice> written) {}

    /**
     * What is written when it is asked for.
     *
     * @param contents without files
     */
    NativeSnapshot(Database database, Links links, NativeForm contents, Sharing sharing) {
        this.database = database.retain();
        this.links = links;
        this.contents = contents;
        this.sharing = sharing;
    }

    @Override
    public void write(SegmentTarget target) throws IOException {
        links.make();
        List<NativeForm.FileEntry> files = files();
        NativeForm form = contents.with(files);
        target.write(form.label(), out -> form.writeTo(out.writer()));
        for (NativeForm.FileEntry file : files) {
            write(file, form.label(file), target);
        }
    }

    private List<NativeForm.FileEntry> files() throws IOException {
        List<NativeForm.FileEntry> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(links.directory())) {
            for (Path path : all.sorted().toList()) {
                files.add(new NativeForm.FileEntry(path.getFileName().toString(), Files.size(path)));
            }
        }
        return files;
    }

    private void write(NativeForm.FileEntry file, SegmentLabel label, SegmentTarget target) throws IOException {
        SegmentBody body = out -> {
            try (InputStream in = Files.newInputStream(links.directory().resolve(file.name()))) {
                byte[] part = new byte[COPY_BYTES];
                for (int count = in.read(part); count >= 0; count = in.read(part)) {
                    out.writer().writeBytes(part, 0, count);
                    out.drain();
                }
            }
        };
        if (file.isTable()) {
            Slice before = sharing.known().get(file.name());
            if (before != null && before.length() == file.length()) {
                target.refer(label, before);
                sharing.written().put(file.name(), before);
                return;
            }
            requireWhole(links.directory().resolve(file.name()));
        }
        if (sharing.enabled()) {
            target.writeShared(label, body, slice -> sharing.written().put(file.name(), slice));
        } else {
            target.write(label, body);
        }
    }

    /** A damaged file must not get into a checkpoint, where all later ones would share it. */
    private void requireWhole(Path file) {
        try (Options options = database.options().plain();
                SstFileReader reader = new SstFileReader(options)) {
            reader.open(file.toString());
            reader.verifyChecksum();
        } catch (RocksDBException e) {
            throw new HeddleException(
                    FaultCategory.EXTERNAL,
                    "The file " + file.getFileName() + " of the state on the local disk is damaged.",
                    String.valueOf(e.getMessage()),
                    "The checkpoint is given up; the disk of this host needs a look.");
        }
    }

    @Override
    public void release() {
        links.release();
        database.release();
    }
}
