package io.heddle.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every type and method that a user's program can name says what it means. */
class DocumentedTest {
    /** Looks for what can be named from outside and has no comment. */
    private static final class Undocumented extends TreePathScanner<Void, CompilationUnitTree> {
        private final DocTrees docs;
        private final List<String> found;
        private final Deque<ClassTree> around = new ArrayDeque<>();

        Undocumented(DocTrees docs, List<String> found) {
            this.docs = docs;
            this.found = found;
        }

        @Override
        public Void visitClass(ClassTree type, CompilationUnitTree unit) {
            if (type.getSimpleName().isEmpty() || !isVisible(type.getModifiers())) {
                return null;
            }
            check(type.getSimpleName().toString(), type, unit);
            around.push(type);
            super.visitClass(type, unit);
            around.pop();
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, CompilationUnitTree unit) {
            boolean overrides = method.getModifiers().getAnnotations().stream()
                    .anyMatch(each -> each.getAnnotationType().toString().equals("Override"));
            boolean generated = docs.getSourcePositions().getEndPosition(unit, method) < 0;
            // The head of a compact constructor is the record's.
            boolean compact = around.element().getKind() == Kind.RECORD
                    && method.getName().contentEquals("<init>");
            if (!overrides && !generated && !compact && isVisible(method.getModifiers())) {
                check(around.element().getSimpleName() + "." + method.getName(), method, unit);
            }
            return null;
        }

        private boolean isVisible(ModifiersTree modifiers) {
            Set<Modifier> flags = modifiers.getFlags();
            boolean inInterface = !around.isEmpty() && around.element().getKind() == Kind.INTERFACE;
            return flags.contains(Modifier.PUBLIC)
                    || flags.contains(Modifier.PROTECTED)
                    || (inInterface && !flags.contains(Modifier.PRIVATE));
        }

        private void check(String name, com.sun.source.tree.Tree tree, CompilationUnitTree unit) {
            String comment = docs.getDocComment(getCurrentPath());
            if (comment == null || comment.isBlank()) {
                long line = unit.getLineMap()
                        .getLineNumber(docs.getSourcePositions().getStartPosition(unit, tree));
                found.add(Path.of(unit.getSourceFile().toUri()).getFileName() + ":" + line + " " + name);
            }
        }
    }

    private static List<String> undocumented(List<Path> files) throws IOException {
        List<String> found = new ArrayList<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Undocumented(docs, found).scan(unit, unit);
            }
        }
        return found;
    }

    @Test
    void everythingThatProgramsUseIsDocumented() throws IOException {
        List<Path> files = Tree.ofThisCheckout().mainJava().stream()
                .filter(file -> file.toString().contains("/io/heddle/api/"))
                .toList();
        assertTrue(files.size() > 200, "the API was not found");
        List<String> found = undocumented(files);
        assertEquals(List.of(), found, () -> found.size() + " without a comment:\n  " + String.join("\n  ", found));
    }

    @Test
    void eachGapIsSeen(@TempDir Path folder) throws IOException {
        Path file = java.nio.file.Files.writeString(folder.resolve("A.java"), """
            /** A type. */
            public class A {
                public A() {}
                public int two() { return 2; }
                /** Documented. */
                public int three() { return 3; }
                int hidden() { return 4; }
                @Override public String toString() { return ""; }
                public interface Inner { void call(); }
                class Hidden { public void call() {} }
            }
            """);
        assertEquals(
                List.of("A.java:3 A.<init>", "A.java:4 A.two", "A.java:9 Inner", "A.java:9 Inner.call"),
                undocumented(List.of(file)));
    }
}
