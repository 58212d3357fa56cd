package io.heddle.api.connector;

/** Lines of text. */
public final class TextInputFormat extends FileInputFormat<String> {
    private String charsetName;

    /** Lines in UTF-8; {@code readFile} reads the path that is given to it instead. */
    public TextInputFormat(Path filePath) {
        this(filePath.toString());
    }

    /** Lines in UTF-8; {@code readFile} reads the path that is given to it instead. */
    public TextInputFormat(String filePath) {
        this(filePath, "UTF-8");
    }

    /** Lines in a character set. */
    public TextInputFormat(String filePath, String charsetName) {
        super(filePath);
        this.charsetName = charsetName;
    }

    /** Sets the character set. */
    public void setCharsetName(String name) {
        this.charsetName = name;
    }

    @Override
    protected StreamFormat<String> format() {
        return new TextLineInputFormat(charsetName);
    }
}
