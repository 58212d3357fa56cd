package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** A job jar that brings other versions of libraries which Hadoop and Heddle use themselves; each side sees its own. */
@ClusterTest
class ClashingLibrariesTest {
    /** Versions that nobody has published: their one method is in no real version. */
    private static final List<String> LIBRARIES = List.of(
            "com.google.common.collect.ImmutableList",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "io.netty.buffer.Unpooled",
            "org.apache.commons.cli.Options");

    private static final String PROGRAM = """
        package users;

        import io.heddle.api.environment.StreamExecutionEnvironment;

        public final class Clashing {
            public static void main(String[] args) throws Exception {
                StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
                env.fromElements(versions()).map(seen -> seen + " | " + versions()).writeAsText(args[0]);
                env.execute("Clashing");
            }

            static String versions() {
                return String.join(" ",
                        com.google.common.collect.ImmutableList.usersOwn(),
                        com.fasterxml.jackson.databind.ObjectMapper.usersOwn(),
                        io.netty.buffer.Unpooled.usersOwn(),
                        org.apache.commons.cli.Options.usersOwn());
            }
        }
        """;

    @Test
    void theProgramSeesItsOwnVersionsInTheClientAndInTheWorkers(Cluster cluster) throws IOException {
        Path jar = clashing(cluster.scratch());
        cluster.hdfs("dfs", "-rm", "-r", "-f", "-skipTrash", "clashing");
        cluster.heddle(
                        "run",
                        "-m",
                        "yarn-cluster",
                        "-yjm",
                        "1024",
                        "-ytm",
                        "1024",
                        "-c",
                        "users.Clashing",
                        jar.toString(),
                        Cluster.home("clashing"))
                .exits(0);
        String versions = "own:ImmutableList own:ObjectMapper own:Unpooled own:Options";
        assertEquals(List.of(versions + " | " + versions), cluster.lines("clashing"));
    }

    private static Path clashing(Path scratch) throws IOException {
        Path classes = Files.createDirectories(scratch.resolve("clashing-classes"));
        List<JavaFileObject> sources = Stream.concat(
                        LIBRARIES.stream().map(name -> source(name, library(name))),
                        Stream.of(source("users.Clashing", PROGRAM)))
                .toList();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertNotNull(compiler, "the tests run on a JDK");
        List<String> options = List.of(
                "-d",
                classes.toString(),
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "--release",
                "17");
        boolean compiled =
                compiler.getTask(null, null, null, options, null, sources).call();
        assertTrue(compiled);
        return ProgramsJar.of(classes, classes, scratch.resolve("clashing.jar"));
    }

    private static String library(String name) {
        int dot = name.lastIndexOf('.');
        String simple = name.substring(dot + 1);
        return "package " + name.substring(0, dot) + "; public class " + simple
                + " { public static String usersOwn() { return \"own:" + simple + "\"; } }";
    }

    private static JavaFileObject source(String name, String text) {
        URI uri = URI.create("string:///" + name.replace('.', '/') + ".java");
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
