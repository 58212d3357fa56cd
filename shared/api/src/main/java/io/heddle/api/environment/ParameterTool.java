package io.heddle.api.environment;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Parameters of a program, from its arguments, a file or a map: {@code --key value} and {@code -key value}. */
public final class ParameterTool extends ExecutionConfig.GlobalJobParameters {
    private static final String NO_VALUE = "__NO_VALUE_KEY";
    private final TreeMap<String, String> data;

    private ParameterTool(Map<String, String> data) {
        this.data = new TreeMap<>(data);
    }

    /**
     * Reads arguments of the forms {@code --key value}, {@code -key value}, and keys without a value.
     *
     * @throws IllegalArgumentException if an argument is not of these forms
     */
    public static ParameterTool fromArgs(String[] args) {
        Map<String, String> data = new LinkedHashMap<>();
        int i = 0;
        while (i < args.length) {
            String key = keyOf(args[i], args);
            i++;
            if (i < args.length && (!args[i].startsWith("-") || isNumber(args[i]))) {
                data.put(key, args[i]);
                i++;
            } else {
                data.put(key, NO_VALUE);
            }
        }
        return new ParameterTool(data);
    }

    private static String keyOf(String arg, String[] args) {
        String key = arg.startsWith("--") ? arg.substring(2) : arg.startsWith("-") ? arg.substring(1) : "";
        if (key.isEmpty()) {
            throw new IllegalArgumentException("Cannot read the arguments '" + Arrays.toString(args) + "' at '" + arg
                    + "': write --key value or -key value.");
        }
        return key;
    }

    private static boolean isNumber(String text) {
        return text.matches("-\\d+(\\.\\d+)?([eE][-+]?\\d+)?");
    }

    /** Takes the entries of a map. */
    public static ParameterTool fromMap(Map<String, String> map) {
        return new ParameterTool(map);
    }

    /** Takes the Java system properties. */
    public static ParameterTool fromSystemProperties() {
        return fromProperties(System.getProperties());
    }

    /**
     * Reads a Java properties file.
     *
     * @throws IOException if it cannot be read
     */
    public static ParameterTool fromPropertiesFile(String path) throws IOException {
        try (InputStream in = new FileInputStream(path)) {
            return fromPropertiesFile(in);
        }
    }

    /**
     * Reads a Java properties file.
     *
     * @throws IOException if it cannot be read
     */
    public static ParameterTool fromPropertiesFile(InputStream inputStream) throws IOException {
        Properties properties = new Properties();
        properties.load(inputStream);
        return fromProperties(properties);
    }

    private static ParameterTool fromProperties(Properties properties) {
        Map<String, String> data = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(name -> data.put(name, properties.getProperty(name)));
        return new ParameterTool(data);
    }

    /** Whether there is such a key, with a value or without. */
    public boolean has(String key) {
        return data.containsKey(key);
    }

    /** How many keys there are. */
    public int getNumberOfParameters() {
        return data.size();
    }

    /** The value of a key, or null. */
    public @Nullable String get(String key) {
        String value = data.get(key);
        return NO_VALUE.equals(value) ? null : value;
    }

    /** The value of a key, or another. */
    public String get(String key, String defaultValue) {
        String value = get(key);
        return value == null ? defaultValue : value;
    }

    /**
     * The value of a key.
     *
     * @throws IllegalArgumentException if there is none
     */
    public String getRequired(String key) {
        String value = get(key);
        if (value == null) {
            throw new IllegalArgumentException("No value for the required parameter '" + key + "': add --" + key
                    + " VALUE to the arguments of the program.");
        }
        return value;
    }

    private <T> T parsed(String key, String text, Function<String, T> parser, String wanted) {
        try {
            return parser.apply(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "The parameter '" + key + "' must be " + wanted + ", but is '" + text + "'.", e);
        }
    }

    /** A required integer. */
    public int getInt(String key) {
        return parsed(key, getRequired(key), Integer::valueOf, "an integer");
    }

    /** An integer, or another. */
    public int getInt(String key, int defaultValue) {
        return has(key) ? getInt(key) : defaultValue;
    }

    /** A required long integer. */
    public long getLong(String key) {
        return parsed(key, getRequired(key), Long::valueOf, "an integer");
    }

    /** A long integer, or another. */
    public long getLong(String key, long defaultValue) {
        return has(key) ? getLong(key) : defaultValue;
    }

    /** A required number. */
    public float getFloat(String key) {
        return parsed(key, getRequired(key), Float::valueOf, "a number");
    }

    /** A number, or another. */
    public float getFloat(String key, float defaultValue) {
        return has(key) ? getFloat(key) : defaultValue;
    }

    /** A required number. */
    public double getDouble(String key) {
        return parsed(key, getRequired(key), Double::valueOf, "a number");
    }

    /** A number, or another. */
    public double getDouble(String key, double defaultValue) {
        return has(key) ? getDouble(key) : defaultValue;
    }

    /** A required truth value. */
    public boolean getBoolean(String key) {
        return Boolean.parseBoolean(getRequired(key));
    }

    /** A truth value, or another; a key without a value counts as the other. */
    public boolean getBoolean(String key, boolean defaultValue) {
        String value = get(key);
        return value == null ? defaultValue : Boolean.parseBoolean(value);
    }

    /** As settings. */
    public Configuration getConfiguration() {
        return Configuration.fromMap(toMap());
    }

    /** As Java properties. */
    public Properties getProperties() {
        Properties properties = new Properties();
        data.forEach(properties::setProperty);
        return properties;
    }

    /** These and the other's, which wins. */
    public ParameterTool mergeWith(ParameterTool other) {
        Map<String, String> merged = new LinkedHashMap<>(data);
        merged.putAll(other.data);
        return new ParameterTool(merged);
    }

    @Override
    public Map<String, String> toMap() {
        return new TreeMap<>(data);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ParameterTool that && data.equals(that.data);
    }

    @Override
    public int hashCode() {
        return data.hashCode();
    }

    /** The parameter as a number of 16 bits. */
    public short getShort(String key) {
        return Short.parseShort(getRequired(key));
    }

    /** The parameter as a number of 16 bits, or a default. */
    public short getShort(String key, short defaultValue) {
        return has(key) ? getShort(key) : defaultValue;
    }

    /** The parameter as a number of 8 bits. */
    public byte getByte(String key) {
        return Byte.parseByte(getRequired(key));
    }

    /** The parameter as a number of 8 bits, or a default. */
    public byte getByte(String key, byte defaultValue) {
        return has(key) ? getByte(key) : defaultValue;
    }
}
