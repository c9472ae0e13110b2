package org.framebudget.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake gets one message with file, line, key, value and what would be right; see broken.txt for all of them. */
class BrokenScenarioTest {

    record Case(String what, String text, List<String> sets, String message) {
        @Override
        public String toString() {
            return what;
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysWhatIsWrongAndWhatWouldBeRight(Case broken) {
        InputException e = assertThrows(
                InputException.class,
                () -> ScenarioReader.read(broken.text(), "s.yaml", Path.of("."), broken.sets(), null));
        assertEquals(broken.message(), e.getMessage());
    }

    @Test
    void coversAtLeastOneHundredMistakes() {
        assertTrue(cases().size() >= 100, "only " + cases().size() + " cases");
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String block :
                Resources.text("/org/framebudget/sim/scenario/broken.txt").split("(?m)^## ")) {
            if (!block.startsWith("#")) {
                cases.add(parse(block));
            }
        }
        return cases;
    }

    private static Case parse(String block) {
        String what = block.lines().findFirst().orElseThrow();
        String text = Resources.text("/org/framebudget/sim/scenario/base.yaml");
        List<String> from = new ArrayList<>();
        List<String> to = new ArrayList<>();
        List<String> sets = new ArrayList<>();
        String message = "";
        for (String line : block.lines().skip(1).toList()) {
            char mark = line.isEmpty() ? ' ' : line.charAt(0);
            String rest = line.length() > 2 ? line.substring(2) : "";
            if (mark != '+' && !to.isEmpty()) {
                text = replaced(text, from, to, what);
                from.clear();
                to.clear();
            }
            switch (mark) {
                case '-' -> from.add(rest);
                case '+' -> to.add(rest.replace("\\t", "\t").replace("\\0", "\0"));
                case '!' -> sets.add(rest);
                case '=' -> message = rest;
                default -> assertEquals("", line, what);
            }
        }
        return new Case(what, text, sets, message);
    }

    private static String replaced(String text, List<String> from, List<String> to, String what) {
        String replacement = String.join("\n", to);
        if (from.isEmpty()) {
            return replacement;
        }
        String old = String.join("\n", from);
        assertTrue(text.contains(old), () -> what + ": base.yaml has no " + old);
        return text.replace(old, replacement);
    }
}
