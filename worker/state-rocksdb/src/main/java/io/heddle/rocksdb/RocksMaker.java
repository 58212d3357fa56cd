package io.heddle.rocksdb;

import java.nio.file.Path;

/** Opens databases with the worker's options and memory. */
record RocksMaker(RocksTuning tuning, RocksMemory memory) {

    Database open(Path directory) {
        return Database.open(directory, new FamilyOptions(tuning, memory));
    }
}
