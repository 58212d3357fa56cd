package io.heddle.client.port;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes the names of Flink's classes in a Java source, in imports and wherever they stand in full. */
final class ImportChange {
    static final String FLINK = "org.apache.flink.";

    private static final String PACKAGE = "org\\.apache\\.flink(?:\\.[a-z_][a-z0-9_]*)+";
    private static final Pattern CLASS = Pattern.compile("\\b(" + PACKAGE + ")\\.([A-Z]\\w*)");
    private static final Pattern WHOLE = Pattern.compile("\\s*import\\s+(" + PACKAGE + ")\\s*\\.\\s*\\*\\s*;\\s*");
    private static final Pattern DECLARED = Pattern.compile("\\b(?:class|interface|enum|record)\\s+([A-Z]\\w*)");
    private static final Pattern IMPORTED = Pattern.compile("\\s*import\\s+[\\w.]+\\.([A-Z]\\w*)\\s*;\\s*");
    private static final Pattern NAME = Pattern.compile("\\b[A-Z]\\w*");

    private final ApiNames api;
    /** Packages of the program itself, which may well begin as Flink's do. */
    private final Set<String> ownPackages;

    ImportChange(ApiNames api, Set<String> ownPackages) {
        this.api = api;
        this.ownPackages = Set.copyOf(ownPackages);
    }

    /**
     * A source after the change.
     *
     * @param changed how many names were changed
     * @param missing what has no counterpart, and stands as it stood
     */
    record Result(String text, int changed, List<Missing> missing) {}

    /**
     * A name without a counterpart.
     *
     * @param line where it stands, from 1
     */
    record Missing(int line, String name) {}

    Result of(String source) {
        List<String> lines = new ArrayList<>();
        List<Missing> missing = new ArrayList<>();
        Set<String> imported = new HashSet<>();
        int changed = 0;
        int number = 0;
        for (String line : source.split("\n", -1)) {
            number++;
            Matcher whole = WHOLE.matcher(line);
            if (whole.matches() && !ownPackages.contains(whole.group(1))) {
                List<String> meant = meant(whole.group(1), source);
                meant.stream().filter(imported::add).forEach(lines::add);
                changed++;
                continue;
            }
            StringBuilder text = new StringBuilder();
            Matcher name = CLASS.matcher(line);
            while (name.find()) {
                Optional<String> counterpart =
                        ownPackages.contains(name.group(1)) ? Optional.empty() : api.of(name.group(1), name.group(2));
                if (counterpart.isPresent()) {
                    changed++;
                } else if (!ownPackages.contains(name.group(1))) {
                    missing.add(new Missing(number, name.group()));
                }
                name.appendReplacement(text, Matcher.quoteReplacement(counterpart.orElse(name.group())));
            }
            name.appendTail(text);
            String result = text.toString();
            // Two classes of Flink may have become one.
            if (result.equals(line) || !result.startsWith("import ") || imported.add(result.trim())) {
                lines.add(result);
            }
        }
        return new Result(String.join("\n", lines), changed, missing);
    }

    /** An import of a whole package becomes imports of the classes in it that the source names. */
    private List<String> meant(String flinkPackage, String source) {
        Set<String> otherwise = new HashSet<>();
        source.lines().forEach(line -> {
            Matcher imported = IMPORTED.matcher(line);
            if (imported.matches()) {
                otherwise.add(imported.group(1));
            }
        });
        DECLARED.matcher(source).results().forEach(declared -> otherwise.add(declared.group(1)));
        Set<String> named = new HashSet<>();
        NAME.matcher(source).results().forEach(name -> named.add(name.group()));
        return api.ofWhole(flinkPackage)
                .filter(type -> {
                    String simple = type.substring(type.lastIndexOf('.') + 1);
                    return named.contains(simple) && !otherwise.contains(simple);
                })
                .sorted()
                .map(type -> "import " + type + ";")
                .toList();
    }
}
