package io.heddle.api.environment;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Makes options: {@code ConfigOptions.key("a.b").intType().defaultValue(1)}. */
public final class ConfigOptions {
    private ConfigOptions() {}

    /** Starts with the key. */
    public static OptionBuilder key(String key) {
        return new OptionBuilder(key);
    }

    /** How values are read and written. */
    enum Kind {
        STRING,
        INT,
        LONG,
        DOUBLE,
        FLOAT,
        BOOLEAN,
        DURATION,
        ENUM,
        MAP,
        LIST;

        Object parse(String text, Class<?> type) {
            return switch (this) {
                case STRING -> text;
                case INT -> Integer.valueOf(text);
                case LONG -> Long.valueOf(text);
                case DOUBLE -> Double.valueOf(text);
                case FLOAT -> Float.valueOf(text);
                case BOOLEAN -> truth(text);
                case DURATION -> TextFormats.parseDuration(text);
                case ENUM -> constant(text, type);
                case MAP -> TextFormats.parseMap(text);
                case LIST -> TextFormats.parseList(text);
            };
        }

        String print(Object value) {
            return switch (this) {
                case DURATION -> TextFormats.printDuration((Duration) value);
                case MAP -> TextFormats.printMap((Map<?, ?>) value);
                case LIST -> TextFormats.printList((List<?>) value);
                case STRING, INT, LONG, DOUBLE, FLOAT, BOOLEAN, ENUM -> value.toString();
            };
        }

        String wanted(Class<?> type) {
            return switch (this) {
                case ENUM -> "one of " + Arrays.toString(type.getEnumConstants());
                case DURATION -> "a duration such as '100 ms', '10 s' or '5 min'";
                case BOOLEAN -> "true or false";
                case MAP -> "a list of key:value pairs with commas between";
                case LIST -> "a list with semicolons between";
                case STRING, INT, LONG, DOUBLE, FLOAT -> "of type " + type.getSimpleName();
            };
        }

        private static Boolean truth(String text) {
            if (text.equalsIgnoreCase("true")) {
                return true;
            }
            if (text.equalsIgnoreCase("false")) {
                return false;
            }
            throw new IllegalArgumentException(text);
        }

        private static Object constant(String text, Class<?> type) {
            String wanted = text.replace('-', '_');
            for (Object constant : type.getEnumConstants()) {
                if (constant.toString().equalsIgnoreCase(text)
                        || ((Enum<?>) constant).name().equalsIgnoreCase(wanted)) {
                    return constant;
                }
            }
            throw new IllegalArgumentException(text);
        }
    }

    /** Chooses the type. */
    public static final class OptionBuilder {
        private final String key;

        private OptionBuilder(String key) {
            this.key = key;
        }

        /** Text. */
        public TypedConfigOptionBuilder<String> stringType() {
            return new TypedConfigOptionBuilder<>(key, Kind.STRING, String.class);
        }

        /** An integer. */
        public TypedConfigOptionBuilder<Integer> intType() {
            return new TypedConfigOptionBuilder<>(key, Kind.INT, Integer.class);
        }

        /** A long integer. */
        public TypedConfigOptionBuilder<Long> longType() {
            return new TypedConfigOptionBuilder<>(key, Kind.LONG, Long.class);
        }

        /** A floating-point number. */
        public TypedConfigOptionBuilder<Double> doubleType() {
            return new TypedConfigOptionBuilder<>(key, Kind.DOUBLE, Double.class);
        }

        /** A floating-point number. */
        public TypedConfigOptionBuilder<Float> floatType() {
            return new TypedConfigOptionBuilder<>(key, Kind.FLOAT, Float.class);
        }

        /** True or false. */
        public TypedConfigOptionBuilder<Boolean> booleanType() {
            return new TypedConfigOptionBuilder<>(key, Kind.BOOLEAN, Boolean.class);
        }

        /** A duration, such as {@code 10 s}. */
        public TypedConfigOptionBuilder<Duration> durationType() {
            return new TypedConfigOptionBuilder<>(key, Kind.DURATION, Duration.class);
        }

        /** A constant of an enum. */
        public <E extends Enum<E>> TypedConfigOptionBuilder<E> enumType(Class<E> enumClass) {
            return new TypedConfigOptionBuilder<>(key, Kind.ENUM, enumClass);
        }

        /** Pairs, such as {@code a:1,b:2}. */
        public TypedConfigOptionBuilder<Map<String, String>> mapType() {
            return new TypedConfigOptionBuilder<>(key, Kind.MAP, Map.class);
        }
    }

    /** Chooses the default. */
    public static final class TypedConfigOptionBuilder<T> {
        private final String key;
        private final Kind kind;
        private final Class<?> type;

        private TypedConfigOptionBuilder(String key, Kind kind, Class<?> type) {
            this.key = key;
            this.kind = kind;
            this.type = type;
        }

        /** A list of such values, such as {@code a;b}; of text only. */
        @SuppressWarnings("unchecked")
        public TypedConfigOptionBuilder<List<String>> asList() {
            return new TypedConfigOptionBuilder<>(key, Kind.LIST, List.class);
        }

        /** With a default. */
        public ConfigOption<T> defaultValue(T value) {
            return new ConfigOption<>(key, kind, type, value, List.of(), "");
        }

        /** Without a default. */
        public ConfigOption<T> noDefaultValue() {
            return new ConfigOption<>(key, kind, type, null, List.of(), "");
        }
    }
}
