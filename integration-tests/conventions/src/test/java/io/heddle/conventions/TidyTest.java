package io.heddle.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The laws that can be read from the tree itself. */
class TidyTest {
    private static final int MAX_FILE_LINES = 500;
    private static final int MAX_METHOD_LINES = 60;

    /** In code that ships; comments and literals do not count. */
    private static final Map<String, Pattern> BANNED_CODE = Map.of(
            "System.exit", Pattern.compile("System\\s*\\.\\s*exit"),
            "Thread.sleep", Pattern.compile("Thread\\s*\\.\\s*sleep"),
            "synchronized", Pattern.compile("\\bsynchronized\\b"));

    /** In every file, whatever it is; written so that this file does not contain them. */
    private static final Map<String, Pattern> BANNED_TEXT = Map.of(
            "an unfinished thing", Pattern.compile("\\b(FIX" + "ME|TO" + "DO|XX" + "X)\\b"),
            "a path of one machine", Pattern.compile("(?<![\\w.$}-])/(wo" + "rk|ro" + "ot|ho" + "me/\\w+)/"));

    private static List<String> breaches(Tree tree) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : tree.files()) {
            String text = Tree.text(file);
            if (text.indexOf('\0') >= 0) {
                found.add(tree.name(file) + " is binary");
                continue;
            }
            BANNED_TEXT.forEach((what, pattern) -> {
                if (pattern.matcher(text).find()) {
                    found.add(tree.name(file) + " contains " + what);
                }
            });
        }
        for (Path file : tree.java()) {
            String text = Tree.text(file);
            long lines = text.lines().count();
            if (lines > MAX_FILE_LINES) {
                found.add(tree.name(file) + " has " + lines + " lines, more than " + MAX_FILE_LINES);
            }
        }
        for (Path file : tree.mainJava()) {
            String text = Tree.text(file);
            String code = JavaText.code(text);
            BANNED_CODE.forEach((what, pattern) -> {
                boolean agents = tree.name(file).contains("/io/heddle/core/agent/");
                if (!agents && pattern.matcher(code).find()) {
                    found.add(tree.name(file) + " contains " + what);
                }
            });
            JavaText.longMethods(text, MAX_METHOD_LINES)
                    .forEach(method -> found.add(tree.name(file) + " has a method that is too long, " + method));
        }
        Set<Path> packages = new TreeSet<>();
        tree.mainJava().forEach(file -> packages.add(file.getParent()));
        for (Path folder : packages) {
            Path info = folder.resolve("package-info.java");
            if (!Files.exists(info)) {
                found.add(tree.name(folder) + " has no package-info.java");
            } else if (!Tree.text(info).contains("@NullMarked")
                    || !Tree.text(info).contains("/**")) {
                found.add(tree.name(info) + " lacks its sentence or @NullMarked");
            }
        }
        return found;
    }

    @Test
    void theTreeIsTidy() throws IOException {
        Tree tree = Tree.ofThisCheckout();
        assertTrue(tree.mainJava().size() > 20, "the tree was not found at " + tree.root());
        List<String> found = breaches(tree);
        assertEquals(List.of(), found, () -> "\n  " + String.join("\n  ", found));
    }

    @Test
    void eachBreachIsSeen(@TempDir Path root) throws IOException {
        Path folder = Files.createDirectories(root.resolve("m/src/main/java/p"));
        Files.writeString(folder.resolve("Long.java"), "class Long {\n" + "//\n".repeat(500) + "}\n");
        Files.writeString(
                folder.resolve("Wide.java"),
                "class Wide {\n    void run() {\n" + "        go();\n".repeat(61) + "    }\n}\n");
        Files.writeString(folder.resolve("Lock.java"), "class Lock {\n    synchron" + "ized void run() {}\n}\n");
        Files.writeString(folder.resolve("Exit.java"), "class Exit {{ System.ex" + "it(1); Thread.sl" + "eep(1); }}\n");
        Files.writeString(root.resolve("notes.md"), "FIX" + "ME: see /ro" + "ot/notes\n");
        Files.write(root.resolve("image"), new byte[] {1, 0, 2});
        List<String> found = breaches(Tree.of(root));
        for (String part : List.of(
                "Long.java has 502 lines",
                "Wide.java has a method that is too long, line 2: 62 lines",
                "Lock.java contains synchron" + "ized",
                "Exit.java contains System.exit",
                "Exit.java contains Thread.sleep",
                "notes.md contains an unfinished thing",
                "notes.md contains a path of one machine",
                "image is binary",
                "p has no package-info.java")) {
            assertTrue(found.stream().anyMatch(line -> line.contains(part)), () -> part + " not in " + found);
        }
    }

    @Test
    void commentsAndLiteralsAreNoCode() {
        String code = JavaText.code("a /* synchronized */ b // synchronized\n\"synchronized \\\" x\" '\"' c");
        assertFalse(code.contains("synchronized"), code);
        assertTrue(code.endsWith(" c"), code);
    }
}
