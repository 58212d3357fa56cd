package io.heddle.api.connector;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/** Cuts bytes of UTF-8 text at a delimiter; a carriage return before a line feed goes too. */
final class DelimitedText {
    private final byte[] delimiter;
    private byte[] pending = new byte[256];
    private int length;

    DelimitedText(String delimiter) {
        this.delimiter = delimiter.getBytes(StandardCharsets.UTF_8);
    }

    void add(byte[] bytes, int count, Collection<String> out) {
        for (int i = 0; i < count; i++) {
            if (length == pending.length) {
                pending = Arrays.copyOf(pending, length * 2);
            }
            pending[length++] = bytes[i];
            if (endsWithDelimiter()) {
                out.add(take(length - delimiter.length));
            }
        }
    }

    void finish(Collection<String> out) {
        if (length > 0) {
            out.add(take(length));
        }
    }

    private boolean endsWithDelimiter() {
        int offset = length - delimiter.length;
        return offset >= 0 && Arrays.equals(pending, offset, length, delimiter, 0, delimiter.length);
    }

    private String take(int end) {
        boolean lines = delimiter.length == 1 && delimiter[0] == '\n';
        int text = lines && end > 0 && pending[end - 1] == '\r' ? end - 1 : end;
        String part = new String(pending, 0, text, StandardCharsets.UTF_8);
        length = 0;
        return part;
    }
}
