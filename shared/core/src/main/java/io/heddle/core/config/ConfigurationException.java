package io.heddle.core.config;

import java.util.List;

/** One or more values cannot be used; each problem says what, why and the mend. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public ConfigurationException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public ConfigurationException(String problem) {
        this(List.of(problem));
    }

    /** All problems, one a line. */
    @Override
    public String getMessage() {
        return String.join("\n", problems);
    }

    public List<String> problems() {
        return problems;
    }
}
