package io.heddle.api.connector;

import java.io.Serializable;

/** How part files are called: {@code prefix-writer-counter suffix}, by default {@code part-...} with no suffix. */
public final class OutputFileConfig implements Serializable {
    private final String partPrefix;
    private final String partSuffix;

    /** A prefix and a suffix. */
    public OutputFileConfig(String partPrefix, String partSuffix) {
        this.partPrefix = partPrefix;
        this.partSuffix = partSuffix;
    }

    /** The defaults, to be changed. */
    public static OutputFileConfigBuilder builder() {
        return new OutputFileConfigBuilder();
    }

    /** What names begin with. */
    public String getPartPrefix() {
        return partPrefix;
    }

    /** What names end with. */
    public String getPartSuffix() {
        return partSuffix;
    }

    /** Builds the names. */
    public static final class OutputFileConfigBuilder {
        private String partPrefix = "part";
        private String partSuffix = "";

        private OutputFileConfigBuilder() {}

        /** Sets what names begin with. */
        public OutputFileConfigBuilder withPartPrefix(String prefix) {
            this.partPrefix = prefix;
            return this;
        }

        /** Sets what names end with. */
        public OutputFileConfigBuilder withPartSuffix(String suffix) {
            this.partSuffix = suffix;
            return this;
        }

        /** The names. */
        public OutputFileConfig build() {
            return new OutputFileConfig(partPrefix, partSuffix);
        }
    }
}
