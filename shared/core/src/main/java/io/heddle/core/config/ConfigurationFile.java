package io.heddle.core.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * What a configuration file says, line by line, keys not yet checked. Keys may be flat ({@code a.b.c: v}) or nested.
 *
 * @param lines in the order of the file
 * @param warnings remarks such as a key that is written twice
 */
public record ConfigurationFile(List<Line> lines, List<String> warnings) {
    /** One key and its value. */
    public record Line(String key, String value, Origin origin) {}

    /** The names looked for in a configuration directory; the first that exists counts. */
    public static final List<String> NAMES = List.of("heddle-conf.yaml", "config.yaml", "flink-conf.yaml");

    /** The file of a configuration directory, if there is one. */
    public static Optional<Path> in(Path directory) {
        return NAMES.stream()
                .map(directory::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Reads a file; anything unreadable gives a ConfigurationException that names the line. */
    public static ConfigurationFile read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(file + " is not text in UTF-8");
        } catch (IOException e) {
            throw new ConfigurationException("cannot read " + file + ": " + e.getMessage());
        }
    }

    /** Reads text that came from the named file. */
    public static ConfigurationFile parse(String text, String fileName) {
        Reading reading = new Reading(fileName);
        if (fileName.endsWith("flink-conf.yaml") && isLineBased(text)) {
            reading.readLines(text);
        } else {
            reading.readYaml(text);
        }
        return new ConfigurationFile(List.copyOf(reading.lines), List.copyOf(reading.warnings));
    }

    /** Flink's old file is no YAML: everything after the first ": " is the value, whatever characters it holds. */
    private static boolean isLineBased(String text) {
        return text.lines()
                .map(Reading::withoutComment)
                .allMatch(line -> line.isBlank() || line.matches("[^\\s:]+:\\s.*|[^\\s:]+:"));
    }

    private static final class Reading {
        private final String fileName;
        private final List<Line> lines = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();
        private final Map<String, Integer> seenAt = new HashMap<>();

        Reading(String fileName) {
            this.fileName = fileName;
        }

        void readLines(String text) {
            int number = 0;
            for (String raw : text.lines().toList()) {
                number++;
                String line = withoutComment(raw);
                int colon = line.indexOf(':');
                if (colon > 0) {
                    add(
                            line.substring(0, colon).strip(),
                            unquoted(line.substring(colon + 1).strip()),
                            number);
                }
            }
        }

        static String withoutComment(String line) {
            int hash = line.indexOf('#');
            return (hash < 0 ? line : line.substring(0, hash)).stripTrailing();
        }

        private static String unquoted(String value) {
            boolean quoted = value.length() >= 2
                    && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                    && value.charAt(value.length() - 1) == value.charAt(0);
            return quoted ? value.substring(1, value.length() - 1) : value;
        }

        void readYaml(String text) {
            LoadSettings settings =
                    LoadSettings.builder().setLabel(fileName).setUseMarks(true).build();
            try {
                Optional<Node> root = new Compose(settings).composeString(text);
                if (root.isEmpty()) {
                    return;
                }
                if (root.get() instanceof MappingNode mapping) {
                    flatten("", mapping);
                } else {
                    throw new ConfigurationException(
                            fileName + " is no configuration: it must consist of lines 'key: value'");
                }
            } catch (YamlEngineException e) {
                throw new ConfigurationException(fileName + " is no valid YAML: " + e.getMessage());
            }
        }

        private void flatten(String prefix, MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                int line = lineOf(tuple.getKeyNode());
                if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                    throw new ConfigurationException(fileName + ":" + line + ": a key must be a plain word");
                }
                String name = prefix + key.getValue();
                Node value = tuple.getValueNode();
                if (value instanceof MappingNode nested) {
                    flatten(name + ".", nested);
                } else {
                    String valueText = valueText(value);
                    add(name, valueText == null ? "" : valueText, line);
                }
            }
        }

        private @Nullable String valueText(Node node) {
            if (node instanceof ScalarNode scalar) {
                boolean isNull = "tag:yaml.org,2002:null".equals(scalar.getTag().getValue());
                return isNull ? null : scalar.getValue();
            }
            if (node instanceof SequenceNode sequence) {
                List<String> parts = new ArrayList<>();
                for (Node part : sequence.getValue()) {
                    String text = valueText(part);
                    if (text == null) {
                        throw new ConfigurationException(fileName + ":" + lineOf(part) + ": a list holds a null");
                    }
                    parts.add(text);
                }
                return String.join(";", parts);
            }
            throw new ConfigurationException(fileName + ":" + lineOf(node) + ": a list may hold plain values only");
        }

        private static int lineOf(Node node) {
            return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
        }

        private void add(String key, String value, int line) {
            if (value.isBlank()) {
                warnings.add(key + " (" + fileName + ":" + line + ") has no value and is left out.");
                return;
            }
            Integer earlier = seenAt.put(key, line);
            if (earlier != null) {
                warnings.add(key + " is written twice in " + fileName + " (lines " + earlier + " and " + line
                        + "); the later counts.");
            }
            lines.add(new Line(key, value, Origin.file(fileName, line)));
        }
    }
}
