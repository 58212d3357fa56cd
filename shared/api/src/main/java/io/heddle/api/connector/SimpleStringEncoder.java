package io.heddle.api.connector;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;

/** Lines of text: {@code toString()} and a line feed. */
public final class SimpleStringEncoder<IN> implements Encoder<IN> {
    private final String charsetName;

    /** Lines in UTF-8. */
    public SimpleStringEncoder() {
        this("UTF-8");
    }

    /** Lines in a character set. */
    public SimpleStringEncoder(String charsetName) {
        this.charsetName = Charset.forName(charsetName).name();
    }

    @Override
    public void encode(IN element, OutputStream stream) throws IOException {
        stream.write(element.toString().getBytes(Charset.forName(charsetName)));
        stream.write('\n');
    }
}
