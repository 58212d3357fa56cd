package io.heddle.client.port;

import io.heddle.api.environment.StreamExecutionEnvironment;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which class of the API a class of Flink has become. Classes keep their simple names, so a name is enough, but for the few below;
 * and only packages that hold the DataStream API are looked at.
 */
final class ApiNames {
    private static final String ROOT = "io.heddle.api.";

    /** Simple names that both have in several packages. */
    private static final Map<String, String> SEVERAL = Map.of(
            "org.apache.flink.metrics.Histogram", ROOT + "metrics.Histogram",
            "org.apache.flink.api.common.accumulators.Histogram", ROOT + "functions.Histogram");

    /** What is in Flink's packages, by the longest beginning; empty for what is another API. */
    private static final Map<String, Set<String>> PACKAGES = new HashMap<>();

    static {
        Set<String> environment = Set.of("environment", "functions");
        Set<String> functions = Set.of("functions", "connector");
        Set<String> types = Set.of("types");
        Set<String> connector = Set.of("connector");
        Set<String> none = Set.of();
        PACKAGES.put("api.common", environment);
        PACKAGES.put("api.common.accumulators", Set.of("functions"));
        PACKAGES.put("api.common.eventtime", Set.of("eventtime"));
        PACKAGES.put("api.common.functions", Set.of("functions"));
        PACKAGES.put("api.common.io", connector);
        PACKAGES.put("api.common.operators", environment);
        PACKAGES.put("api.common.serialization", Set.of("connector", "types"));
        PACKAGES.put("api.common.state", Set.of("state"));
        PACKAGES.put("api.common.state.v2", none);
        PACKAGES.put("api.common.time", Set.of("windowing"));
        PACKAGES.put("api.common.typeinfo", types);
        PACKAGES.put("api.common.typeutils", types);
        PACKAGES.put("api.connector", connector);
        PACKAGES.put("api.java.functions", Set.of("functions"));
        PACKAGES.put("api.java.io", connector);
        PACKAGES.put("api.java.tuple", Set.of("tuple"));
        PACKAGES.put("api.java.typeutils", types);
        PACKAGES.put("api.java.utils", Set.of("environment"));
        PACKAGES.put("configuration", Set.of("environment"));
        PACKAGES.put("connector.datagen.source", connector);
        PACKAGES.put("connector.file", connector);
        PACKAGES.put("contrib.streaming.state", Set.of("environment"));
        PACKAGES.put("core.execution", environment);
        PACKAGES.put("core.fs", connector);
        PACKAGES.put("core.io", connector);
        PACKAGES.put("metrics", Set.of("metrics"));
        PACKAGES.put("runtime.state", Set.of("state", "environment"));
        PACKAGES.put("state.rocksdb", Set.of("environment"));
        PACKAGES.put("streaming.api", Set.of("environment", "functions"));
        PACKAGES.put("streaming.api.checkpoint", Set.of("state"));
        PACKAGES.put("streaming.api.collector.selector", Set.of("datastream"));
        PACKAGES.put("streaming.api.datastream", Set.of("datastream"));
        PACKAGES.put("streaming.api.environment", Set.of("environment"));
        PACKAGES.put("streaming.api.functions", Set.of("functions", "connector", "eventtime", "windowing"));
        PACKAGES.put("streaming.api.functions.source.datagen", none);
        PACKAGES.put("streaming.api.legacy.io", connector);
        PACKAGES.put("streaming.api.operators", none);
        PACKAGES.put("streaming.api.scala", none);
        PACKAGES.put("streaming.api.watermark", Set.of("eventtime"));
        PACKAGES.put("streaming.api.windowing", Set.of("windowing"));
        PACKAGES.put("streaming.util", functions);
        PACKAGES.put("types", types);
        PACKAGES.put("util", Set.of("environment", "functions", "types", "connector"));
    }

    /** Packages of the API by the simple names of their public classes. */
    private final Map<String, List<String>> packages;

    ApiNames(Set<String> classes) {
        packages = classes.stream()
                .collect(Collectors.groupingBy(
                        name -> name.substring(name.lastIndexOf('.') + 1),
                        Collectors.mapping(name -> name.substring(0, name.lastIndexOf('.')), Collectors.toList())));
    }

    /**
     * Those of the API that this process runs with.
     *
     * @throws IOException if its classes cannot be listed
     */
    static ApiNames ofThisVersion() throws IOException {
        try {
            Path place = Path.of(StreamExecutionEnvironment.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(place)) {
                return new ApiNames(publicClasses(place));
            }
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                return new ApiNames(publicClasses(jar.getPath("/")));
            }
        } catch (URISyntaxException e) {
            throw new IOException("The API's classes are at no path", e);
        }
    }

    private static Set<String> publicClasses(Path root) throws IOException {
        Set<String> names = new HashSet<>();
        try (Stream<Path> files = Files.walk(root.resolve("io/heddle/api"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = root.relativize(file).toString().replace('/', '.');
                if (name.endsWith(".class") && name.indexOf('$') < 0 && name.indexOf('-') < 0) {
                    String type = name.substring(0, name.length() - ".class".length());
                    if (isPublic(type)) {
                        names.add(type);
                    }
                }
            }
        }
        return names;
    }

    private static boolean isPublic(String type) throws IOException {
        try {
            return Modifier.isPublic(
                    Class.forName(type, false, ApiNames.class.getClassLoader()).getModifiers());
        } catch (ClassNotFoundException e) {
            throw new IOException("The API has a class that cannot be loaded", e);
        }
    }

    /** The class that one of Flink has become, if there is one. */
    Optional<String> of(String flinkPackage, String simpleName) {
        String several = SEVERAL.get(flinkPackage + "." + simpleName);
        if (several != null) {
            return Optional.of(several);
        }
        // Here plans and programs part: what plans are made of is not for programs.
        return places(flinkPackage).isEmpty()
                ? Optional.empty()
                : packages.getOrDefault(simpleName, List.of()).stream()
                        .filter(place -> !place.equals(ROOT + "plan"))
                        .findFirst()
                        .map(place -> place + "." + simpleName);
    }

    /** The classes of the API that an import of a whole package of Flink may mean. */
    Stream<String> ofWhole(String flinkPackage) {
        Set<String> places = places(flinkPackage);
        return packages.entrySet().stream()
                .filter(entry ->
                        entry.getValue().size() == 1 || SEVERAL.containsKey(flinkPackage + "." + entry.getKey()))
                .flatMap(entry -> entry.getValue().stream()
                        .filter(place -> places.contains(place.substring(place.lastIndexOf('.') + 1)))
                        .map(place -> place + "." + entry.getKey()));
    }

    private static Set<String> places(String flinkPackage) {
        String name = flinkPackage.substring(ImportChange.FLINK.length());
        while (!name.isEmpty()) {
            Set<String> known = PACKAGES.get(name);
            if (known != null) {
                return known;
            }
            name = name.substring(0, Math.max(0, name.lastIndexOf('.')));
        }
        return Set.of();
    }
}
