package io.heddle.rocksdb;

import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.fault.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/** RocksDB's native library: unpacked into a directory of the process's own and loaded once. */
public final class NativeRocks {
    private static final AtomicReference<Path> LOADED = new AtomicReference<>();

    private NativeRocks() {}

    /**
     * Loads the library; the first directory counts.
     *
     * @throws HeddleException if it cannot be loaded, saying what to do
     */
    public static void load(Path directory) {
        if (!LOADED.compareAndSet(null, directory)) {
            return;
        }
        try {
            Files.createDirectories(directory);
            NativeLibraryLoader.getInstance().loadLibrary(directory.toString());
            RocksDB.loadLibrary();
        } catch (IOException | RuntimeException | UnsatisfiedLinkError e) {
            LOADED.set(null);
            throw new HeddleException(
                    FaultCategory.CONFIGURATION,
                    new Problem(
                            "RocksDB's native library cannot be loaded from " + directory + ".",
                            "The library for this machine is " + Environment.getJniLibraryFileName("rocksdb") + ": "
                                    + e.getMessage(),
                            "Let the directory be on a disk with 20 MB of space that is not mounted noexec"
                                    + " (io.tmp.dirs or state.backend.rocksdb.localdir), have the C++ runtime library"
                                    + " (libstdc++) installed, or choose state.backend.type: hashmap."),
                    e);
        }
    }

    static void requireLoaded() {
        if (LOADED.get() == null) {
            throw new IllegalStateException("RocksDB's native library was not loaded before its first use.");
        }
    }
}
