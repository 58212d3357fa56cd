package io.heddle.core.control;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.heddle.core.checkpoint.Slice;
import io.heddle.core.plan.JobPlan;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The one codec: sealed records as CBOR. A type's name on the wire is its simple name; only the permitted records of our
 * own sealed interfaces can be named, so bytes never choose a class.
 */
public final class ControlCodec {
    private static final ObjectMapper CBOR = CBORMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static {
        for (Class<?> root : List.of(ControlMessage.class, Slice.class)) {
            registerRecordsOf(root);
        }
    }

    private ControlCodec() {}

    private static void registerRecordsOf(Class<?> sealed) {
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isSealed()) {
                registerRecordsOf(permitted);
            } else {
                CBOR.registerSubtypes(new NamedType(permitted, permitted.getSimpleName()));
            }
        }
    }

    public static byte[] encode(ControlMessage message) {
        return write(message);
    }

    /**
     * Reads a message.
     *
     * @throws IOException if the bytes are not one whole message
     */
    public static ControlMessage decode(byte[] bytes) throws IOException {
        return CBOR.readValue(bytes, ControlMessage.class);
    }

    /** Any of our records as bytes: plans, ledger entries, metadata. */
    public static byte[] write(Object ours) {
        try {
            return CBOR.writeValueAsBytes(ours);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of ours cannot be encoded: " + ours.getClass(), e);
        }
    }

    public static <T> T read(byte[] bytes, Class<T> type) throws IOException {
        return CBOR.readValue(bytes, type);
    }

    /** Reads a record out of the first fields of another one, and nothing from the field {@code end} on. */
    public static <T> T readBeginning(InputStream in, Class<T> type, String end) throws IOException {
        ObjectNode fields = CBOR.createObjectNode();
        try (JsonParser parser = CBOR.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("these bytes are no record");
            }
            for (String name = parser.nextFieldName();
                    name != null && !name.equals(end);
                    name = parser.nextFieldName()) {
                parser.nextToken();
                fields.set(name, CBOR.readTree(parser));
            }
        }
        return CBOR.treeToValue(fields, type);
    }

    public static byte[] encodePlan(JobPlan plan) {
        return write(plan);
    }

    public static JobPlan decodePlan(byte[] bytes) throws IOException {
        return read(bytes, JobPlan.class);
    }
}
