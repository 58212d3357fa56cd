package io.heddle.core.launch;

import io.heddle.core.config.Configuration;
import io.heddle.core.memory.MemoryBudget;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.util.ArrayList;
import java.util.List;

/** The first lines of every container's log: what runs, with which settings and why those, on which JVM. */
public final class StartReport {
    private StartReport() {}

    /** The version of the jar that {@code main} came in, or {@code development} outside a jar. */
    public static String version(Class<?> main) {
        String version = main.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** One line each; secrets are masked. */
    public static List<String> lines(String role, Class<?> main, Configuration configuration, MemoryBudget budget) {
        RuntimeMXBean jvm = ManagementFactory.getRuntimeMXBean();
        List<String> lines = new ArrayList<>();
        lines.add("Heddle " + version(main) + ", " + role + ", process " + jvm.getPid());
        lines.add("Java " + jvm.getVmVersion() + " (" + jvm.getVmVendor() + ", " + jvm.getVmName() + "), "
                + Runtime.getRuntime().availableProcessors() + " processors");
        lines.add("JVM flags: " + String.join(" ", jvm.getInputArguments()));
        lines.add("Effective configuration (value and origin; what is not listed has its default):");
        configuration.describe().forEach(line -> lines.add("  " + line));
        lines.add("Memory budget:");
        budget.table().forEach(line -> lines.add("  " + line));
        return lines;
    }
}
