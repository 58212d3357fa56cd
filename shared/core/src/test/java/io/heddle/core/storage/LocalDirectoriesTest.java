package io.heddle.core.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.core.config.Configuration;
import io.heddle.core.config.Origin;
import io.heddle.core.fault.HeddleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDirectoriesTest {
    @TempDir
    private Path directory;

    private static Configuration named(String directories) {
        return Configuration.of(Map.of("io.tmp.dirs", directories), Origin.PROGRAM);
    }

    @Test
    void eachDiskThatIsNamedHasOneAndNothingStays() throws IOException {
        for (String separator : List.of(",", ":", "|", ";")) {
            Path one = directory.resolve("one");
            Path two = directory.resolve("two");
            LocalDirectories made = LocalDirectories.of(named(one + separator + two), "w1", directory);
            assertEquals(
                    List.of(one, two), made.all().stream().map(Path::getParent).toList());
            assertTrue(made.first().getFileName().toString().startsWith("w1-"), made::toString);
            Files.writeString(
                    Files.createDirectories(made.first().resolve("a/b")).resolve("c"), "left behind");
            made.delete();
            assertFalse(Files.exists(made.first()), "deleted with what was in it");
            assertTrue(Files.isDirectory(one), "what the user named stays");
        }
    }

    @Test
    void otherwiseTheContainersOwnIsUsedAndLeftToYarn() {
        LocalDirectories own = LocalDirectories.of(Configuration.empty(), "w1", directory);
        assertEquals(List.of(directory.resolve("rocksdb")), own.resolve("rocksdb"));
        own.delete();
        assertTrue(Files.isDirectory(directory));
    }

    @Test
    void aDirectoryThatCannotBeIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        HeddleException refused =
                assertThrows(HeddleException.class, () -> LocalDirectories.of(named(file + "/below"), "w1", directory));
        assertTrue(refused.problem().sentence().contains("io.tmp.dirs"), refused.problem()::sentence);
    }
}
