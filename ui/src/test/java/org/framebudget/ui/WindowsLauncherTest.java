package org.framebudget.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be read off {@code framebudget.cmd} without Windows: the slips that its command processor punishes. */
class WindowsLauncherTest {
    private String script = "";

    @BeforeEach
    void readTheScript() throws IOException {
        script = Files.readString(Path.of(System.getProperty("user.dir")).resolveSibling("framebudget.cmd"));
    }

    @Test
    void everyLineEndsAsOnWindowsOrAJumpToALabelMayMiss() {
        assertEquals(-1, script.replace("\r\n", "").indexOf('\n'));
        assertTrue(script.endsWith("\r\n"));
    }

    @Test
    void noBlockHoldsAVariableWhoseParenthesisWouldCloseIt() {
        boolean inside = false;
        int blocks = 0;
        for (String line : script.lines().toList()) {
            assertFalse(inside && line.contains("%"), line);
            if (line.endsWith("(")) {
                inside = true;
                blocks++;
            } else if (line.equals(")")) {
                inside = false;
            }
        }
        assertTrue(blocks > 3 && !inside);
    }

    @Test
    void everyMessageGoesToStandardErrorAndEveryFailureHasTheMachinesStatus() {
        List<String> messages = script.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("echo "))
                .toList();
        assertTrue(messages.size() > 5);
        messages.forEach(line -> assertTrue(line.startsWith("echo framebudget: ") && line.endsWith(" 1>&2"), line));
        long failures =
                script.lines().filter(line -> line.strip().equals("exit /b 4")).count();
        assertEquals(
                messages.stream().filter(line -> !line.contains("building")).count(), failures);
    }

    @Test
    void everyLabelThatIsJumpedToIsThere() {
        for (String line : script.lines().toList()) {
            int jump = line.indexOf("goto ");
            if (jump >= 0) {
                String label = ":" + line.substring(jump + 5).strip();
                assertTrue(script.lines().anyMatch(label::equals), label);
            }
        }
    }

    @Test
    void theProgramIsToldWhatTheConsoleCanShow() {
        // without it UTF-8 would reach a console of another code page, and colours a file
        String start = script.lines()
                .filter(line -> line.contains("org.framebudget.sim.cli.Main"))
                .findFirst()
                .orElseThrow();
        assertTrue(start.contains(" -Dframebudget.unicode=%UNICODE% "), start);
        assertTrue(start.contains(" -Djdk.console=java.base "), start);
        assertTrue(script.contains("set \"UNICODE=false\""), script);
        // the user's own options come later, so they win
        assertTrue(start.contains(" %WINDOW% %FRAMEBUDGET_JAVA_OPTS% "), start);
        assertTrue(script.contains("if \"%~1\"==\"ui\" set \"WINDOW=-Xms"), script);
    }
}
