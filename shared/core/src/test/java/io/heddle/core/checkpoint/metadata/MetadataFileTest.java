package io.heddle.core.checkpoint.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.CheckpointMetadata;
import io.heddle.core.plan.JobId;
import io.heddle.core.security.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetadataFileTest {
    private static final Secret KEY = Secret.of(new byte[] {1, 2, 3});
    private static final CheckpointMetadata METADATA = new CheckpointMetadata(
            new JobId("0123456789abcdef0123456789abcdef"),
            "job",
            5,
            17,
            CheckpointKind.CHECKPOINT,
            1,
            2,
            "line",
            List.of());

    @Test
    void whatWasWrittenIsReadAndItsKeyIsKnown() throws IOException {
        MetadataFile.Unverified file = MetadataFile.open(MetadataFile.write(METADATA, KEY));
        assertEquals("line", file.lineage());
        assertTrue(file.signedBy(KEY));
        assertFalse(file.signedBy(Secret.of(new byte[] {9})));
        assertEquals(METADATA, file.content());
    }

    @Test
    void itsBeginningTellsWhatItIs() throws IOException {
        byte[] file = MetadataFile.write(METADATA, KEY);
        assertEquals(
                new MetadataFile.Heading(METADATA.job(), "job", CheckpointKind.CHECKPOINT, 2),
                MetadataFile.heading(new ByteArrayInputStream(file)));
        for (int length = 0; length < 60; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThrows(IOException.class, () -> MetadataFile.heading(new ByteArrayInputStream(cut)));
        }
    }

    @Test
    void everyFlippedBitIsFound() {
        byte[] file = MetadataFile.write(METADATA, KEY);
        for (int i = 0; i < file.length; i++) {
            byte[] damaged = file.clone();
            damaged[i] ^= 4;
            assertThrows(IOException.class, () -> MetadataFile.open(damaged), "byte " + i);
        }
    }

    @Test
    void aShortFileIsRefused() {
        byte[] file = MetadataFile.write(METADATA, KEY);
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThrows(IOException.class, () -> MetadataFile.open(cut), "length " + length);
        }
    }
}
