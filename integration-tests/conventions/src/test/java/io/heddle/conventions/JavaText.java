package io.heddle.conventions;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Java source as text, read closely enough for tidiness. */
final class JavaText {
    private static final Pattern NOISE = Pattern.compile(
            "/\\*.*?\\*/|//[^\\n]*|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+'",
            Pattern.DOTALL);
    private static final Pattern METHOD = Pattern.compile(
            "^(?<indent>(?: {4})+)(?!return|new|throw|else|case|if|for|while|switch|try|do|yield|assert)"
                    + "[\\w@<][^;={}]*\\([^;{}]*\\)\\s*(?:throws [\\w.,\\s]+)?\\{[ ]*$",
            Pattern.MULTILINE);

    private JavaText() {}

    /** The code with comments and literals blanked; every line stays where it was. */
    static String code(String source) {
        return NOISE.matcher(source).replaceAll(found -> {
            String noise = found.group();
            StringBuilder blank = new StringBuilder(noise.startsWith("/") ? "" : "\"\"");
            noise.chars().filter(c -> c == '\n').forEach(c -> blank.append('\n'));
            return Matcher.quoteReplacement(blank.toString());
        });
    }

    /** Where each method longer than {@code limit} lines begins and how long it is. The format is the formatter's. */
    static List<String> longMethods(String source, int limit) {
        String code = code(source);
        List<String> found = new ArrayList<>();
        Matcher method = METHOD.matcher(code);
        while (method.find()) {
            String indent = method.group("indent");
            int end = code.indexOf("\n" + indent + "}", method.end());
            if (end < 0) {
                continue;
            }
            int lines = 1
                    + (int) code.substring(method.end(), end)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            if (lines > limit) {
                int line = 1
                        + (int) code.substring(0, method.start())
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
                found.add("line " + line + ": " + lines + " lines");
            }
        }
        return found;
    }
}
