package io.heddle.cluster.programs.twins;

import io.heddle.api.connector.Sink;
import io.heddle.api.connector.SinkWriter;
import io.heddle.api.connector.WriterInitContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** For each record a line: number, milliseconds since the epoch, process id; in the file before the next one comes. */
record TickFile(String file) implements Sink<Long> {
    @Override
    public SinkWriter<Long> createWriter(WriterInitContext context) {
        return new Lines(Path.of(file));
    }

    /** Holds nothing, so that a line is in the file whatever becomes of the process. */
    private record Lines(Path file) implements SinkWriter<Long> {
        @Override
        public void write(Long number, Context context) throws IOException {
            String line = number + " " + System.currentTimeMillis() + " "
                    + ProcessHandle.current().pid() + "\n";
            Files.write(
                    file, line.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }

        @Override
        public void flush(boolean endOfInput) {
            // Every line is written already.
        }

        @Override
        public void close() {
            // No file is open between two lines.
        }
    }
}
