package org.framebudget.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.framebudget.sim.report.Paper;
import org.framebudget.sim.report.TextStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {
    private final FakeBackend backend = new FakeBackend();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private int plan(String... words) throws IOException {
        Path scenario = folder.resolve("scenario.yaml");
        Files.writeString(scenario, "schema: framebudget/scenario/v1\nname: x\n");
        String[] args = new String[words.length + 2];
        args[0] = "plan";
        args[1] = scenario.toString();
        System.arraycopy(words, 0, args, 2, words.length);
        return new Cli(new Terminal(new ByteArrayOutputStream(), err, TextStyle.PLAIN, false), backend).execute(args);
    }

    private Backend.PlanRequest request() {
        return Objects.requireNonNull(backend.planRequest);
    }

    @Test
    void aPlanIsLaidOutForThePaperThatIsAskedFor() throws IOException {
        assertEquals(0, plan());
        assertEquals(Paper.A4, request().paper());
        String pdf = folder.resolve("plan.pdf").toString();
        assertEquals(0, plan("--paper", "Letter", "--pdf", pdf));
        assertEquals(Paper.LETTER, request().paper());
        assertEquals(
                "framebudget plan " + folder.resolve("scenario.yaml") + " --paper letter --pdf " + pdf,
                request().command());
    }

    @Test
    void anUnknownPaperNamesThoseThatAreKnown() throws IOException {
        assertEquals(2, plan("--paper", "a5"));
        assertEquals(
                "framebudget: --paper: 'a5' is unknown. One of a4 and letter is right.\n",
                err.toString(StandardCharsets.UTF_8));
    }
}
