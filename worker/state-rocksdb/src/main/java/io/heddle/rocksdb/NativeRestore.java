package io.heddle.rocksdb;

import io.heddle.core.checkpoint.Slice;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.types.BinaryReader;
import io.heddle.engine.snapshot.OperatorRestore;
import io.heddle.engine.snapshot.RestoredSegment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a database out of native snapshots. The one that covers most of the key groups is opened as it was, and what is not ours
 * is cut off by ranges; of the others, what is ours is copied over.
 */
final class NativeRestore {
    private static final int BATCH_BYTES = 1 << 20;

    private final KeyGroupRange range;
    private final List<Origin> origins = new ArrayList<>();
    private final Map<String, RestoredSegment> files = new HashMap<>();
    private final Map<String, Slice> shared = new HashMap<>();
    private String home = "";

    private record Origin(NativeForm form, String home) {}

    private NativeRestore(KeyGroupRange range) {
        this.range = range;
    }

    static NativeRestore of(OperatorRestore restore, KeyGroupRange range) throws IOException {
        NativeRestore found = new NativeRestore(range);
        for (RestoredSegment segment : restore.ofKind(StateKind.KEYED)) {
            String format = segment.segment().format();
            switch (format) {
                case NativeForm.FORMAT, NativeForm.FORMAT_WITHOUT_TIMERS -> {
                    NativeForm form = NativeForm.readFrom(new BinaryReader(segment.read()), format);
                    found.origins.add(new Origin(form, segment.home()));
                }
                case NativeForm.FILE_FORMAT, NativeForm.CHANGES_FORMAT ->
                    found.files.put(segment.segment().name(), segment);
                default -> {
                    // Canonical state and timers are others' business.
                }
            }
        }
        found.origins.sort(Comparator.comparingInt((Origin origin) -> -found.overlap(origin))
                .thenComparing(origin -> origin.form().range().first()));
        return found;
    }

    private int overlap(Origin origin) {
        KeyGroupRange other = origin.form().range();
        return Math.min(range.last(), other.last()) - Math.max(range.first(), other.first()) + 1;
    }

    /** The files that the new database shares with the checkpoint it comes from, by name. */
    Map<String, Slice> shared() {
        return shared;
    }

    /** The home of the checkpoint. */
    String home() {
        return home;
    }

    /** Brings the base's files to where the database is to be opened; false if there is none. */
    boolean prepare(Path root) throws IOException {
        Origin base = origins.isEmpty() ? null : origins.get(0);
        if (base == null || overlap(base) <= 0) {
            return false;
        }
        fetch(base.form(), Database.filesIn(root));
        home = base.home();
        for (NativeForm.FileEntry file : base.form().files()) {
            Slice slice = segment(base.form(), file).segment().slice();
            if (file.isTable() && slice instanceof Slice.InFile place && place.shared()) {
                shared.put(file.name(), slice);
            }
        }
        return true;
    }

    /**
     * Brings all files of a database; changes come when it is open. Tables never change, so tasks of one worker share them; those that another task is fetching
     * come last, so that each fetches a part of what both need.
     */
    private void fetch(NativeForm form, Path directory) throws IOException {
        Files.createDirectories(directory);
        List<NativeForm.FileEntry> underWay = new ArrayList<>();
        for (NativeForm.FileEntry file : form.files()) {
            if (file.isChanges()) {
                continue;
            }
            RestoredSegment segment = segment(form, file);
            Path target = directory.resolve(file.name());
            if (!file.isTable()) {
                try (InputStream in = segment.open()) {
                    Files.copy(in, target);
                }
            } else if (segment.isUnderWay()) {
                underWay.add(file);
            } else {
                segment.placeAt(target);
            }
        }
        for (NativeForm.FileEntry file : underWay) {
            segment(form, file).placeAt(directory.resolve(file.name()));
        }
    }

    private RestoredSegment segment(NativeForm form, NativeForm.FileEntry file) throws IOException {
        RestoredSegment segment = files.get(form.segmentName(file));
        if (segment == null) {
            throw new IOException("The checkpoint names the file " + file.name() + " of database " + form.database()
                    + " but does not have it.");
        }
        return segment;
    }

    /** Completes the opened database. */
    void complete(Database database, Catalog catalog, RocksMaker maker) throws IOException {
        boolean base = true;
        for (Origin origin : origins) {
            if (overlap(origin) <= 0) {
                return;
            }
            origin.form().states().forEach(catalog::known);
            origin.form().timers().forEach(catalog::known);
            if (base) {
                apply(database, origin.form());
                clip(database, origin.form());
            } else {
                copy(database, origin.form(), catalog, maker);
            }
            base = false;
        }
    }

    /** Writes once more what was written after the files of a database had been taken. */
    private void apply(Database database, NativeForm form) throws IOException {
        for (NativeForm.FileEntry file : form.files()) {
            if (file.isChanges()) {
                try (InputStream in = segment(form, file).open()) {
                    ChangeLog.read(in, database::write);
                }
            }
        }
    }

    private void clip(Database database, NativeForm form) {
        WriteBuffer buffer = new WriteBuffer();
        for (Family family : database.families().values()) {
            cut(database, buffer, family, form.range().first(), range.first());
            cut(database, buffer, family, range.last() + 1, form.range().last() + 1);
        }
        database.write(buffer);
    }

    private static void cut(Database database, WriteBuffer buffer, Family family, int firstGroup, int endGroup) {
        if (firstGroup < endGroup) {
            byte[] first = KeyLayout.groupStart(firstGroup);
            byte[] end = KeyLayout.groupStart(endGroup);
            database.deleteFiles(family, first, end);
            buffer.deleteRange(family.id(), first, end);
        }
    }

    private void copy(Database target, NativeForm form, Catalog catalog, RocksMaker maker) throws IOException {
        Path beside = target.root().resolve("from-" + form.database());
        fetch(form, Database.filesIn(beside));
        Database source = maker.open(beside);
        try {
            apply(source, form);
            WriteBuffer buffer = new WriteBuffer();
            Map<String, String> families = new LinkedHashMap<>();
            form.states()
                    .forEach(each ->
                            families.put(each.family(), catalog.known(each).family()));
            form.timers()
                    .forEach(each ->
                            families.put(each.family(), catalog.known(each).family()));
            families.forEach((old, now) -> {
                Family from = source.families().get(old);
                if (from != null) {
                    copy(source, from, target, target.family(now), buffer);
                }
            });
        } finally {
            source.release();
        }
    }

    private void copy(Database source, Family from, Database target, Family to, WriteBuffer buffer) {
        BinaryReader in = new BinaryReader();
        try (Scan entries = source.scan(from)) {
            for (entries.seek(KeyLayout.groupStart(range.first())); entries.isValid(); entries.next()) {
                byte[] key = entries.key();
                if (in.reset(key).readBigEndianShort() > range.last()) {
                    break;
                }
                buffer.put(to.id(), key, entries.value());
                if (buffer.bytes() > BATCH_BYTES) {
                    target.write(buffer);
                }
            }
        }
        target.write(buffer);
    }
}
