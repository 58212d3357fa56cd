package io.heddle.api.connector;

import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Strings as bytes of a character set, UTF-8 unless said otherwise. */
public final class SimpleStringSchema implements SerializationSchema<String>, DeserializationSchema<String> {
    private final String charsetName;

    /** UTF-8. */
    public SimpleStringSchema() {
        this(StandardCharsets.UTF_8);
    }

    /** Another character set. */
    public SimpleStringSchema(Charset charset) {
        this.charsetName = charset.name();
    }

    /** The character set. */
    public Charset getCharset() {
        return Charset.forName(charsetName);
    }

    @Override
    public byte[] serialize(String element) {
        return element.getBytes(getCharset());
    }

    @Override
    public String deserialize(byte[] message) {
        return new String(message, getCharset());
    }

    @Override
    public TypeInformation<String> getProducedType() {
        return Types.STRING;
    }
}
