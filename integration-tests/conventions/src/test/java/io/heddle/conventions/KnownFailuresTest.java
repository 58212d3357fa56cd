package io.heddle.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/known-failures.md} says is guarded by tests that are there. */
class KnownFailuresTest {
    private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|Law))\\.(\\w+)`");

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Tree tree = Tree.ofThisCheckout();
        String page = Tree.text(tree.root().resolve("docs/known-failures.md"));
        List<String> missing = new ArrayList<>();
        int named = 0;
        Matcher matcher = NAMED.matcher(page);
        while (matcher.find()) {
            named++;
            if (!exists(tree, matcher.group(1), matcher.group(2))) {
                missing.add(matcher.group());
            }
        }
        assertEquals(List.of(), missing);
        assertEquals(page.split("`\\w+(Test|Law)\\.", -1).length - 1, named, "every name was understood");
    }

    private static boolean exists(Tree tree, String type, String method) throws IOException {
        Pattern declared = Pattern.compile("void\\s+" + method + "\\s*\\(");
        for (Path file : tree.java()) {
            if (String.valueOf(file.getFileName()).equals(type + ".java")
                    && declared.matcher(JavaText.code(Tree.text(file))).find()) {
                return true;
            }
        }
        return false;
    }
}
