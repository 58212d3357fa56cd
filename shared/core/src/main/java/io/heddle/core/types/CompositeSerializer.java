package io.heddle.core.types;

import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import java.util.Objects;

/** What the generated and the plain serialisers of composite classes share. */
abstract class CompositeSerializer<T> implements TypeSerializer<T> {

    /** The first byte of a value of a sub class. */
    static final int SUBCLASS = 1;

    final CompositeForm<T> form;
    private final int fixedLength;

    CompositeSerializer(CompositeForm<T> form) {
        this.form = form;
        this.fixedLength = form.fixedLength();
    }

    @Override
    public final boolean immutable() {
        return form.immutable();
    }

    @Override
    public final int fixedLength() {
        return fixedLength;
    }

    @Override
    public final TypeSnapshot snapshot() {
        return form.snapshot();
    }

    @Override
    public final Resolution<T> resolve(TypeSnapshot written) {
        return CompositeEvolution.resolve(form, this, written);
    }

    /** Writes a value whose class is not exactly the one described. */
    final void writeOther(Object value, BinaryWriter out) {
        if (form.subclasses() == null) {
            throw unexpected(value);
        }
        out.writeByte(SUBCLASS);
        form.subclasses().write(value, out);
    }

    /** Reads a value that {@link #writeOther} wrote, after its first byte. */
    final Object readOther(BinaryReader in) {
        return Objects.requireNonNull(form.subclasses()).read(in);
    }

    final Object copyOther(Object value) {
        if (form.subclasses() == null) {
            throw unexpected(value);
        }
        return form.subclasses().copy(value);
    }

    private HeddleException unexpected(Object value) {
        return new HeddleException(
                FaultCategory.USER,
                "A value of " + value.getClass().getName() + " was found where the type says "
                        + form.type().getName() + ".",
                "What the sub class adds would be lost.",
                "Use the sub class as the type of the stream or of the state.");
    }
}
