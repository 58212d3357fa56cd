package io.heddle.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.core.config.Configuration;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.types.BinaryWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Going through a database, of which the disk has spoilt a part. */
class ScanTest {
    private static final int ENTRIES = 20_000;

    @TempDir
    Path directory;

    @BeforeEach
    void load() {
        NativeRocks.load(Path.of("target", "rocksdb-native").toAbsolutePath());
    }

    /** From the second half of each file on nothing is what it was, but for its end, which RocksDB has read already. */
    private static void spoilTables(Path below) throws IOException {
        List<Path> tables;
        try (Stream<Path> all = Files.walk(below)) {
            tables = all.filter(file -> file.toString().endsWith(".sst")).toList();
        }
        assertFalse(tables.isEmpty(), "nothing was written to files");
        for (Path table : tables) {
            byte[] bytes = Files.readAllBytes(table);
            Arrays.fill(bytes, bytes.length / 2, bytes.length * 3 / 4, (byte) 0x5a);
            Files.write(table, bytes);
        }
    }

    private Database database() {
        RocksMemory memory = new RocksMemory(16 << 20, 0.5, 0.1, 1 << 20);
        return Database.open(
                directory.resolve("root"), new FamilyOptions(RocksTuning.of(Configuration.empty()), memory));
    }

    private static int count(Database database, Family family) {
        int count = 0;
        try (Scan entries = database.scan(family)) {
            for (entries.seekToFirst(); entries.isValid(); entries.next()) {
                count++;
            }
        }
        return count;
    }

    private static void fill(Database database, Family family, int count) {
        WriteBuffer buffer = new WriteBuffer();
        BinaryWriter key = new BinaryWriter(16);
        BinaryWriter value = new BinaryWriter(64);
        for (int i = 0; i < count; i++) {
            key.clear();
            key.writeSortableLong(i);
            value.clear();
            // Hard to compress, so that there are many blocks.
            value.writeBytes(Long.toHexString(i * 0x9E3779B97F4A7C15L).getBytes(UTF_8));
            buffer.put(family.id(), key, value);
        }
        database.write(buffer);
    }

    @Test
    void theEndIsTheEnd() {
        Database database = database();
        Family family = database.family("state");
        assertEquals(0, count(database, family));
        fill(database, family, ENTRIES);
        database.flush();
        assertEquals(ENTRIES, count(database, family));
        database.release();
    }

    @Test
    void aFailureIsNotTakenForTheEnd() throws IOException {
        Database database = database();
        Family family = database.family("state");
        fill(database, family, ENTRIES);
        database.flush();
        spoilTables(directory);
        HeddleException failure = assertThrows(HeddleException.class, () -> count(database, family));
        assertEquals(FaultCategory.EXTERNAL, failure.category());
        assertTrue(failure.problem().what().contains("RocksDB could not read"), failure::getMessage);
        database.release();
    }
}
