package io.heddle.client.submission;

import io.heddle.client.cluster.ClusterFiles;
import java.io.IOException;
import java.io.OutputStream;

/** What an upload holds. */
sealed interface Content extends ClusterFiles.Source permits LocalFile, Tarball, Content.Bytes {
    long lengthBytes();

    /** A few bytes made here. */
    record Bytes(byte[] bytes) implements Content {
        @Override
        public long lengthBytes() {
            return bytes.length;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(bytes);
        }
    }
}
