package io.heddle.client.programs;

import io.heddle.api.connector.DiscardingSink;
import io.heddle.api.environment.Configuration;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.functions.MapFunction;
import io.heddle.api.functions.RichMapFunction;
import io.heddle.api.functions.RuntimeContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Small programs, and the packing of one into a jar. */
public final class Programs {
    private Programs() {}

    /** Counts to a hundred and prints the last number. */
    public static final class Good {
        private Good() {}

        public static void main(String[] args) throws Exception {
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            env.fromSequence(1, 100).filter(n -> n == 100).print();
            env.execute("good");
        }
    }

    /** Counts by the settings that it finds; none is its own. */
    public static final class Settled {
        private Settled() {}

        public static void main(String[] args) throws Exception {
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            env.fromSequence(1, 1).map(new Telling()).sinkTo(new DiscardingSink<>());
            env.execute();
        }

        /** Knows what the engine knows. */
        public static final class Telling extends RichMapFunction<Long, Long> {
            private static final long serialVersionUID = 1L;

            @Override
            public Long map(Long value) {
                RuntimeContext context = getRuntimeContext();
                context.getLongCounter("watermark interval")
                        .add(context.getExecutionConfig().getAutoWatermarkInterval());
                context.getGlobalJobParameters()
                        .forEach((key, number) ->
                                context.getLongCounter("parameter " + key).add(Long.parseLong(number)));
                return value;
            }
        }
    }

    /** Asks for what is not there. */
    public static final class Hopeful {
        private Hopeful() {}

        public static void main(String[] args) throws Exception {
            Configuration settings = new Configuration();
            settings.setBoolean("local.start-webserver", true);
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
            env.getConfig().setLatencyTrackingInterval(100);
            env.fromSequence(1, 1).sinkTo(new DiscardingSink<>());
            env.execute("hopeful");
        }
    }

    /** Fails while it runs. */
    public static final class Failing {
        private Failing() {}

        public static void main(String[] args) throws Exception {
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            env.fromSequence(1, 100)
                    .filter(n -> {
                        throw new IllegalStateException("the disk of my dreams is full");
                    })
                    .print();
            env.execute("failing");
        }
    }

    /** Builds a job and forgets about it. */
    public static final class Forgetful {
        private Forgetful() {}

        public static void main(String[] args) {
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            env.fromSequence(1, 100).print();
        }
    }

    /** Throws before it has built anything. */
    public static final class Throwing {
        private Throwing() {}

        public static void main(String[] args) {
            if (args.length == 0) {
                throw new IllegalArgumentException("--input is missing");
            }
        }
    }

    /** Has a function with a field that cannot be serialised. */
    public static final class Unserialisable {
        private Unserialisable() {}

        static final class Adding implements MapFunction<Long, Long> {
            private final Thread connection = Thread.currentThread();

            @Override
            public Long map(Long value) {
                return value + connection.getPriority();
            }
        }

        public static void main(String[] args) throws Exception {
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            env.fromSequence(1, 100).map(new Adding()).print();
            env.execute("unserialisable");
        }
    }

    /** Has no main method. */
    public static final class Mainless {}

    /** A jar with the compiled class and what is nested in it; its manifest names it as the main class. */
    public static Path jar(Path directory, Class<?> program, boolean namesMain) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (namesMain) {
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, program.getName());
        }
        Path jar = directory.resolve(program.getSimpleName() + ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            add(out, program);
            for (Class<?> nested : program.getDeclaredClasses()) {
                add(out, nested);
            }
        }
        return jar;
    }

    private static void add(JarOutputStream out, Class<?> type) throws IOException {
        String entry = type.getName().replace('.', '/') + ".class";
        try (InputStream in = Programs.class.getResourceAsStream("/" + entry)) {
            if (in == null) {
                throw new IOException("no " + entry);
            }
            out.putNextEntry(new JarEntry(entry));
            in.transferTo(out);
            out.closeEntry();
        }
    }
}
