package io.heddle.engine.snapshot;

import java.io.IOException;

/** Segments whose number is known only when they are written: the files of a database, for example. */
public interface SegmentSource {
    /** One segment known from the start. */
    static SegmentSource of(SegmentLabel label, SegmentBody body) {
        return new SegmentSource() {
            @Override
            public void write(SegmentTarget target) throws IOException {
                target.write(label, body);
            }

            @Override
            public void release() {
                body.release();
            }
        };
    }

    /** Hands over all segments. Called once on an I/O thread, or never. */
    void write(SegmentTarget target) throws IOException;

    /** Lets go of the frozen view; called exactly once, whether {@link #write} was called, failed or never came. */
    default void release() {}
}
