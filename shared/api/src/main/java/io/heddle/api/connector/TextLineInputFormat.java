package io.heddle.api.connector;

import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.Arrays;

/** Lines of text, without their ends ({@code \n} or {@code \r\n}), in a character set in which a line feed is one byte. */
public final class TextLineInputFormat implements StreamFormat<String> {
    private final String charsetName;

    /** Lines in UTF-8. */
    public TextLineInputFormat() {
        this("UTF-8");
    }

    /**
     * Lines in a character set.
     *
     * @throws java.nio.charset.UnsupportedCharsetException if Java does not know it
     * @throws IllegalArgumentException if a line feed is not one byte in it
     */
    public TextLineInputFormat(String charsetName) {
        this.charsetName = charsetName;
        if (!Arrays.equals("\n".getBytes(Charset.forName(charsetName)), new byte[] {'\n'})) {
            throw new IllegalArgumentException("Lines cannot be found in " + charsetName
                    + ", where a line feed is not one byte. Convert the file to UTF-8 first.");
        }
    }

    @Override
    public boolean isSplittable() {
        return true;
    }

    @Override
    public TypeInformation<String> getProducedType() {
        return Types.STRING;
    }

    @Override
    public Reader<String> createReader(InputStream in, long position, long end, boolean aligned) throws IOException {
        LineReader reader = new LineReader(in, position, end, Charset.forName(charsetName));
        if (!aligned) {
            reader.skipLine();
        }
        return reader;
    }
}
