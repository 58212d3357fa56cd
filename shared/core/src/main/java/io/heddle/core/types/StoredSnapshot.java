package io.heddle.core.types;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.fault.Problem;
import java.io.IOException;

/** A form of a type with the version of its layout: CBOR, nested no deeper than damaged bytes could do harm. */
record StoredSnapshot(int version, TypeSnapshot type) {

    private static final int VERSION = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper(CBORFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(500).build())
            .build());

    static byte[] toBytes(TypeSnapshot type) {
        try {
            return MAPPER.writeValueAsBytes(new StoredSnapshot(VERSION, type));
        } catch (IOException e) {
            throw new HeddleException(
                    FaultCategory.ENGINE, new Problem("The form of a type cannot be written: " + type, "", ""), e);
        }
    }

    static TypeSnapshot fromBytes(byte[] bytes) {
        try {
            StoredSnapshot stored = MAPPER.readValue(bytes, StoredSnapshot.class);
            if (stored.version() != VERSION) {
                throw new HeddleException(
                        FaultCategory.ENGINE,
                        "The form of a type has the version " + stored.version() + ".",
                        "This Heddle knows version " + VERSION + " only.",
                        "Restore with the newer Heddle that wrote it.");
            }
            return stored.type();
        } catch (IOException e) {
            throw new HeddleException(
                    FaultCategory.ENGINE,
                    new Problem("The form of a type cannot be read.", "Its bytes are damaged.", ""),
                    e);
        }
    }
}
