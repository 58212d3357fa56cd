package io.heddle.api.types;

/** What a row says about the table it belongs to. */
public enum RowKind {
    INSERT("+I", (byte) 0),
    UPDATE_BEFORE("-U", (byte) 1),
    UPDATE_AFTER("+U", (byte) 2),
    DELETE("-D", (byte) 3);

    private static final RowKind[] BY_VALUE = values();

    private final String shortString;
    private final byte value;

    RowKind(String shortString, byte value) {
        this.shortString = shortString;
        this.value = value;
    }

    /** The form that people read: {@code +I}, {@code -U}, {@code +U} or {@code -D}. */
    public String shortString() {
        return shortString;
    }

    /** The byte that stands for this kind in written rows. */
    public byte toByteValue() {
        return value;
    }

    /**
     * The kind a byte stands for.
     *
     * @throws IllegalArgumentException if it stands for none
     */
    public static RowKind fromByteValue(byte value) {
        if (value < 0 || value >= BY_VALUE.length) {
            throw new IllegalArgumentException("There is no row kind " + value);
        }
        return BY_VALUE[value];
    }
}
