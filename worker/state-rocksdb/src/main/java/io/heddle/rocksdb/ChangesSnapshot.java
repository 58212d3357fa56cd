package io.heddle.rocksdb;

import io.heddle.core.checkpoint.Slice;
import io.heddle.engine.snapshot.SegmentSource;
import io.heddle.engine.snapshot.SegmentTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The files that an earlier checkpoint holds and what was written into the database after them, as a checkpoint: nothing of the
 * database itself is read.
 */
final class ChangesSnapshot implements SegmentSource {
    private final NativeForm form;
    private final Map<String, Slice> held;
    private final List<ChangeLog.Part> parts;
    private final Map<String, Slice> written;

    /**
     * What is written when it is asked for.
     *
     * @param form without files
     * @param held what complete checkpoints hold, by name: the files, and some of the parts
     * @param written hears where everything of this checkpoint is
     */
    ChangesSnapshot(NativeForm form, Map<String, Slice> held, List<ChangeLog.Part> parts, Map<String, Slice> written) {
        List<NativeForm.FileEntry> files = new ArrayList<>();
        held.forEach((name, slice) -> {
            if (!ChangeLog.isPart(name)) {
                files.add(new NativeForm.FileEntry(name, slice.length()));
            }
        });
        for (ChangeLog.Part part : parts) {
            files.add(new NativeForm.FileEntry(part.name(), part.length()));
        }
        this.form = form.with(files);
        this.held = held;
        this.parts = parts;
        this.written = written;
    }

    @Override
    public void write(SegmentTarget target) throws IOException {
        target.write(form.label(), out -> form.writeTo(out.writer()));
        for (NativeForm.FileEntry file : form.files()) {
            Slice before = held.get(file.name());
            if (before != null) {
                target.refer(form.label(file), before);
                written.put(file.name(), before);
            }
        }
        for (ChangeLog.Part part : parts) {
            if (!held.containsKey(part.name())) {
                NativeForm.FileEntry file = new NativeForm.FileEntry(part.name(), part.length());
                target.writeShared(form.label(file), part::writeTo, slice -> written.put(part.name(), slice));
            }
        }
    }

    @Override
    public void release() {}
}
