package io.heddle.rocksdb;

import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.fault.Problem;
import io.heddle.core.storage.FileTree;
import io.heddle.core.types.BinaryWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rocksdb.ByteBufferGetStatus;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Snapshot;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * One RocksDB instance in a directory of its own, which goes when the instance is closed. Without a write-ahead log: what
 * makes it durable are checkpoints. Written by its owner alone; it closes when the owner and all who {@link #retain} it have
 * let go.
 */
final class Database {
    private static final Logger LOG = LogManager.getLogger(Database.class);

    private final Path root;
    private final RocksDB db;
    private final FamilyOptions options;
    private final Map<String, Family> families = new LinkedHashMap<>();
    private final WriteOptions writes = new WriteOptions().setDisableWAL(true);
    private final ReadOptions reads = new ReadOptions();
    private final AtomicInteger holders = new AtomicInteger(1);
    /** Of families that somebody was perhaps reading when they were dropped. */
    private final List<ColumnFamilyHandle> dropped = new ArrayList<>();
    /** The value that {@link #get} found last. */
    private byte[] found = new byte[256];

    private Database(Path root, RocksDB db, FamilyOptions options) {
        this.root = root;
        this.db = db;
        this.options = options;
    }

    /** Where in its root directory the files of a database are. */
    static Path filesIn(Path root) {
        return root.resolve("db");
    }

    /** Opens what is in the root directory, or begins there; directory and options then belong to the database. */
    static Database open(Path root, FamilyOptions options) {
        Path directory = filesIn(root);
        try {
            Files.createDirectories(directory);
            List<byte[]> names = existing(directory);
            List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
            for (byte[] name : names) {
                descriptors.add(options.descriptor(name));
            }
            List<ColumnFamilyHandle> handles = new ArrayList<>();
            RocksDB db = RocksDB.open(options.database(), directory.toString(), descriptors, handles);
            Database database = new Database(root, db, options);
            for (int i = 0; i < handles.size(); i++) {
                database.add(new String(names.get(i), StandardCharsets.UTF_8), handles.get(i));
            }
            return database;
        } catch (RocksDBException | IOException e) {
            options.close();
            deleteTree(root);
            throw failed("open its directory " + directory, e);
        }
    }

    private static List<byte[]> existing(Path directory) throws RocksDBException {
        if (!Files.exists(directory.resolve("CURRENT"))) {
            return List.of(RocksDB.DEFAULT_COLUMN_FAMILY);
        }
        try (Options plain = new Options()) {
            return RocksDB.listColumnFamilies(plain, directory.toString());
        }
    }

    static HeddleException failed(String action, Exception cause) {
        return new HeddleException(
                FaultCategory.EXTERNAL,
                new Problem(
                        "RocksDB could not " + action + ".",
                        String.valueOf(cause.getMessage()),
                        "Look at the disk that holds its directory (space, permissions, health); io.tmp.dirs or"
                                + " state.backend.rocksdb.localdir choose another."),
                cause);
    }

    /** A directory of the database's own, on the disk that its files are on. */
    Path root() {
        return root;
    }

    /** The families by name, without the default one, which stays empty. */
    Map<String, Family> families() {
        Map<String, Family> own = new LinkedHashMap<>(families);
        own.remove(new String(RocksDB.DEFAULT_COLUMN_FAMILY, StandardCharsets.UTF_8));
        return own;
    }

    /** The numbers that batches have for the families. */
    Set<Integer> familyIds() {
        Set<Integer> ids = new HashSet<>();
        families.values().forEach(family -> ids.add(family.id()));
        return ids;
    }

    /** The family of that name, made if there is none. */
    Family family(String name) {
        Family known = families.get(name);
        if (known != null) {
            return known;
        }
        try {
            return add(name, db.createColumnFamily(options.descriptor(name.getBytes(StandardCharsets.UTF_8))));
        } catch (RocksDBException e) {
            throw failed("make the column family " + name, e);
        }
    }

    private Family add(String name, ColumnFamilyHandle handle) {
        Family family = new Family(name, handle, handle.getID());
        families.put(name, family);
        return family;
    }

    /** Removes a family with all it holds; who {@link #retain retains} the database may read it still. */
    void drop(Family family) {
        try {
            db.dropColumnFamily(family.handle());
            families.remove(family.name());
            if (holders.get() == 1) {
                family.handle().close();
            } else {
                dropped.add(family.handle());
            }
        } catch (RocksDBException e) {
            throw failed("drop the column family " + family.name(), e);
        }
    }

    /** Looks a key up; the length of its value, which is then in {@link #found}, or -1. */
    int get(Family family, BinaryWriter key) {
        try {
            int length = read(family, key);
            if (length > found.length) {
                found = new byte[Math.max(length, 2 * found.length)];
                length = read(family, key);
            }
            return length;
        } catch (RocksDBException e) {
            throw failed("read", e);
        }
    }

    private int read(Family family, BinaryWriter key) throws RocksDBException {
        return db.get(family.handle(), reads, key.array(), 0, key.position(), found, 0, found.length);
    }

    /** Looks many keys up at once, each into the buffer at the same place. */
    List<ByteBufferGetStatus> get(Family family, List<ByteBuffer> keys, List<ByteBuffer> values) {
        try {
            return db.multiGetByteBuffers(reads, List.of(family.handle()), keys, values);
        } catch (RocksDBException e) {
            throw failed("read", e);
        }
    }

    byte[] found() {
        return found;
    }

    /** Applies the changes at once, and empties the buffer. */
    void write(WriteBuffer buffer) {
        if (!buffer.isEmpty()) {
            write(buffer.toBatch());
            buffer.clear();
        }
    }

    /** Applies a batch as {@link WriteBuffer} makes it. */
    void write(byte[] changes) {
        try (WriteBatch batch = new WriteBatch(changes)) {
            db.write(writes, batch);
        } catch (RocksDBException e) {
            throw failed("write", e);
        }
    }

    /** Of the present; whoever asks closes it before the database goes. */
    Scan scan(Family family) {
        return scan(family, reads);
    }

    Scan scan(Family family, ReadOptions from) {
        return new Scan(db.newIterator(family.handle(), from));
    }

    /** A view that stays as it is, for readers on other threads that {@link #retain} the database. */
    Snapshot view() {
        return db.getSnapshot();
    }

    void releaseView(Snapshot view) {
        db.releaseSnapshot(view);
    }

    /** Links all files of the database as of now into a directory that is not there yet. May be called on an I/O thread. */
    void link(Path target) {
        try (Checkpoint checkpoint = Checkpoint.create(db)) {
            checkpoint.createCheckpoint(target.toString());
        } catch (RocksDBException e) {
            throw failed("link its files into " + target, e);
        }
    }

    /** Drops whole files of a range of keys where it can, which costs next to nothing. */
    void deleteFiles(Family family, byte[] first, byte[] end) {
        try {
            db.deleteFilesInRanges(family.handle(), List.of(first, end), false);
        } catch (RocksDBException e) {
            throw failed("delete files", e);
        }
    }

    /** Moves everything from memory to files. */
    void flush() {
        try (FlushOptions wait = new FlushOptions().setWaitForFlush(true)) {
            db.flush(wait, families.values().stream().map(Family::handle).toList());
        } catch (RocksDBException e) {
            throw failed("flush", e);
        }
    }

    /** A number that RocksDB keeps of itself, summed over all families; 0 if it does not. */
    long property(String name) {
        long sum = 0;
        for (Family family : families.values()) {
            try {
                sum += db.getLongProperty(family.handle(), name);
            } catch (RocksDBException unknown) {
                LOG.debug("RocksDB does not know its property {}", name, unknown);
            }
        }
        return sum;
    }

    /** The options that files of this database can be opened with. */
    FamilyOptions options() {
        return options;
    }

    Database retain() {
        holders.incrementAndGet();
        return this;
    }

    void release() {
        if (holders.decrementAndGet() == 0) {
            families.values().forEach(family -> family.handle().close());
            dropped.forEach(ColumnFamilyHandle::close);
            reads.close();
            writes.close();
            db.close();
            options.close();
            deleteTree(root);
        }
    }

    static void deleteTree(Path root) {
        try {
            FileTree.delete(root);
        } catch (IOException e) {
            LOG.warn("{} could not be deleted; it goes with the container's directory", root, e);
        }
    }
}
