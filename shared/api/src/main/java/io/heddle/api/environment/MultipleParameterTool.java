package io.heddle.api.environment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a program, of which one key may have several values: {@code --input a --input b}. */
public final class MultipleParameterTool extends ExecutionConfig.GlobalJobParameters {
    private final LinkedHashMap<String, List<String>> values = new LinkedHashMap<>();

    private MultipleParameterTool() {}

    /**
     * Reads {@code --key value}, {@code -key value} and {@code --flag}.
     *
     * @throws IllegalArgumentException if something else is among them
     */
    public static MultipleParameterTool fromArgs(String[] args) {
        MultipleParameterTool tool = new MultipleParameterTool();
        int i = 0;
        while (i < args.length) {
            // Each pair is read by the tool for single values, so that both understand the same.
            int next = i + 1 < args.length && !isKey(args[i + 1]) ? 2 : 1;
            ParameterTool pair = ParameterTool.fromArgs(Arrays.copyOfRange(args, i, i + next));
            pair.toMap()
                    .forEach((key, value) -> tool.values
                            .computeIfAbsent(key, absent -> new ArrayList<>())
                            .add(value));
            i += next;
        }
        return tool;
    }

    private static boolean isKey(String text) {
        return text.startsWith("-") && (text.length() < 2 || !Character.isDigit(text.charAt(1)));
    }

    /** The parameters of a map of lists. */
    public static MultipleParameterTool fromMultiMap(Map<String, Collection<String>> map) {
        MultipleParameterTool tool = new MultipleParameterTool();
        map.forEach((key, all) -> tool.values.put(key, new ArrayList<>(all)));
        return tool;
    }

    /** Whether there is a value. */
    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** How many keys there are. */
    public int getNumberOfParameters() {
        return values.size();
    }

    /** All values of a key, in their order, or null. */
    public @Nullable Collection<String> getMultiParameter(String key) {
        List<String> all = values.get(key);
        return all == null ? null : List.copyOf(all);
    }

    /**
     * All values of a key, in their order.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Collection<String> getMultiParameterRequired(String key) {
        Collection<String> all = getMultiParameter(key);
        if (all == null) {
            throw new IllegalArgumentException("The parameter --" + key + " is missing.");
        }
        return all;
    }

    /** The last value of a key, or null. */
    public @Nullable String get(String key) {
        List<String> all = values.get(key);
        return all == null ? null : all.get(all.size() - 1);
    }

    /** The last value of a key, or a default. */
    public String get(String key, String defaultValue) {
        String value = get(key);
        return value == null ? defaultValue : value;
    }

    /**
     * The last value of a key.
     *
     * @throws IllegalArgumentException if there is none
     */
    public String getRequired(String key) {
        getMultiParameterRequired(key);
        return get(key, "");
    }

    /** The last value of a key as a whole number, or a default. */
    public int getInt(String key, int defaultValue) {
        String value = get(key);
        return value == null ? defaultValue : Integer.parseInt(value);
    }

    /** The last value of a key as a long whole number, or a default. */
    public long getLong(String key, long defaultValue) {
        String value = get(key);
        return value == null ? defaultValue : Long.parseLong(value);
    }

    /** The last value of a key as a truth value, or a default. */
    public boolean getBoolean(String key, boolean defaultValue) {
        String value = get(key);
        return value == null ? defaultValue : Boolean.parseBoolean(value);
    }

    /** The last value of each key. */
    @Override
    public Map<String, String> toMap() {
        Map<String, String> last = new LinkedHashMap<>();
        values.forEach((key, all) -> last.put(key, all.get(all.size() - 1)));
        return last;
    }
}
