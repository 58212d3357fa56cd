package io.heddle.api.connector;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds lines in bytes. */
final class LineReader implements StreamFormat.Reader<String> {
    private final InputStream in;
    private final long end;
    private final Charset charset;
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int limit;
    private long position;

    LineReader(InputStream in, long position, long end, Charset charset) {
        this.in = in;
        this.position = position;
        this.end = end;
        this.charset = charset;
    }

    /** Skips to the beginning of the next line. */
    void skipLine() throws IOException {
        int length = findLine();
        if (length >= 0) {
            consume(Math.min(length + 1, limit - start));
        }
    }

    @Override
    public @Nullable String read() throws IOException {
        if (position >= end) {
            return null;
        }
        int length = findLine();
        if (length < 0) {
            return null;
        }
        int text = length > 0 && buffer[start + length - 1] == '\r' ? length - 1 : length;
        String line = new String(buffer, start, text, charset);
        consume(Math.min(length + 1, limit - start));
        return line;
    }

    private void consume(int bytes) {
        start += bytes;
        position += bytes;
    }

    /** The length of the line at {@code start} without its end, all of it in the buffer; -1 if there is none. */
    private int findLine() throws IOException {
        int scanned = 0;
        while (true) {
            for (int i = start + scanned; i < limit; i++) {
                if (buffer[i] == '\n') {
                    return i - start;
                }
            }
            scanned = limit - start;
            if (!fill()) {
                return scanned == 0 ? -1 : scanned;
            }
        }
    }

    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, limit - start);
            limit -= start;
            start = 0;
        }
        if (limit == buffer.length) {
            if (limit > Integer.MAX_VALUE / 2) {
                throw new IOException("A line is longer than " + limit + " bytes; this is not a text file.");
            }
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read <= 0) {
            return false;
        }
        limit += read;
        return true;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
