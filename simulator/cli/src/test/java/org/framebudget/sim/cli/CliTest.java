package org.framebudget.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.framebudget.models.MachineException;
import org.framebudget.sim.report.TextStyle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CliTest {
    private final FakeBackend backend = new FakeBackend();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private Path scenario = Path.of("");

    @BeforeEach
    void writeScenario() throws IOException {
        scenario = Files.writeString(folder.resolve("scenario.yaml"), "schema: framebudget/scenario/v1\nname: x\n");
    }

    private int run(Object... words) {
        return run(out, words);
    }

    private int run(OutputStream to, Object... words) {
        String[] args = new String[words.length];
        for (int i = 0; i < args.length; i++) {
            args[i] = words[i].toString();
        }
        return new Cli(new Terminal(to, err, new TextStyle(false, true), false), backend).execute(args);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aRunPassesEveryOptionOnAndPrintsTheVerdictAlone() {
        int status = run(
                "run",
                scenario,
                "--set",
                "cameras.back.fps=15",
                "--set",
                "seed=3",
                "--seed",
                "9",
                "--replications",
                "4",
                "--uncertainty",
                "40",
                "--threads",
                "2",
                "--trace",
                folder.resolve("t.json"),
                "--frames",
                folder.resolve("f.parquet"),
                "--out",
                folder.resolve("new/out"));
        assertEquals("", err());
        assertEquals(0, status);
        assertEquals("verdict \u2713\n", out());
        assertEquals(List.of("cameras.back.fps=15", "seed=3"), backend.sets);
        assertEquals(9L, backend.seed);
        Backend.RunRequest request = present(backend.runRequest);
        assertEquals(4, request.replications());
        assertEquals(40, request.draws());
        assertEquals(2, request.threads());
        assertEquals(folder.resolve("new/out"), request.outDir());
        assertEquals(
                "framebudget run " + scenario
                        + " --set cameras.back.fps=15 --set seed=3 --seed 9 --replications 4 --uncertainty 40",
                request.command());
        assertFalse(Files.exists(folder.resolve("new")), "only the backend creates what it writes into");
    }

    private static <T> T present(@Nullable T value) {
        assertNotNull(value);
        return value;
    }

    @Test
    void jsonIsOneDocumentInUtf8WhateverTheTerminal() throws IOException {
        Terminal ascii = new Terminal(out, err, new TextStyle(false, false), false);
        assertEquals(0, new Cli(ascii, backend).execute("run", scenario.toString(), "--json"));
        assertEquals(
                "été",
                new ObjectMapper().readTree(out.toByteArray()).get("name").asText());
        assertEquals("", err());
    }

    @Test
    void aTerminalWithoutUnicodeGetsAscii() {
        Terminal ascii = new Terminal(out, err, new TextStyle(false, false), false);
        assertEquals(0, new Cli(ascii, backend).execute("run", scenario.toString()));
        assertEquals("verdict ok\n", out());
    }

    @Test
    void aTerminalWithoutUnicodeGetsTheScenarioInAsciiToo() throws IOException {
        Path file = Files.writeString(folder.resolve("warm.yaml"), "schema: framebudget/scenario/v1\n");
        backend.description = "1\u202f500 ms at 25 °C, 1280×720.";
        Terminal ascii = new Terminal(out, err, new TextStyle(false, false), false);
        assertEquals(0, new Cli(ascii, backend).execute("check", file.toString()));
        assertTrue(out().endsWith("1 500 ms at 25 degC, 1280x720.\n"), out());
    }

    @Test
    void checkTurnsAnUnmetObjectiveIntoStatusThree() {
        backend.met = false;
        assertEquals(0, run("run", scenario));
        assertEquals(3, run("run", scenario, "--check"));
        backend.met = true;
        assertEquals(0, run("run", scenario, "--check"));
    }

    @Test
    void aMissingScenarioIsStatusTwoWithOneLine() {
        assertEquals(2, run("run", folder.resolve("nothing.yaml")));
        assertEquals("framebudget: " + folder.resolve("nothing.yaml") + ": there is no such file.\n", err());
        assertEquals("", out());
    }

    @Test
    void anUnknownCommandNamesTheNearest() {
        assertEquals(2, run("rnu", scenario));
        assertEquals("framebudget: there is no command 'rnu'. Maybe 'run'? See 'framebudget help'.\n", err());
    }

    @Test
    void anUnknownOptionNamesTheNearestEvenWhereSomethingElseIsMissing() {
        assertEquals(2, run("run", "--jsn"));
        assertEquals(
                "framebudget run: there is no option '--jsn'. Maybe '--json'? See 'framebudget help run'.\n", err());
    }

    @Test
    void anUnknownSubcommandNamesTheNearest() {
        assertEquals(2, run("devices", "shwo", "pixel-4"));
        assertEquals(
                "framebudget devices: there is no command 'shwo'. Maybe 'show'? See 'framebudget help devices'.\n",
                err());
    }

    @Test
    void oneArgumentTooManyIsNamed() {
        assertEquals(2, run("run", scenario, "again.yaml"));
        assertEquals("framebudget run: 'again.yaml' is one argument too many. See 'framebudget help run'.\n", err());
    }

    @Test
    void aWordWhereANumberBelongsIsNamed() {
        assertEquals(2, run("run", scenario, "--seed", "many"));
        assertEquals(
                "framebudget run: invalid value for option '--seed': 'many' is not a long. See 'framebudget help run'.\n",
                err());
    }

    @Test
    void noCommandShowsTheHelpOnStandardErrorAsBadUsage() {
        assertEquals(2, run());
        assertEquals("", out());
        assertTrue(err().startsWith("Usage: framebudget"), err());
    }

    @Test
    void helpNamesOnlyCommandsThatWork() {
        assertEquals(0, run("help"));
        for (String command : List.of(
                "run",
                "plan",
                "overtime",
                "check",
                "new",
                "compare",
                "devices",
                "networks",
                "measure",
                "predict",
                "validate",
                "calibrate",
                "help")) {
            assertTrue(out().contains("\n  " + command + " "), command + " in " + out());
        }
        for (String later : List.of("  ui ", "  hil ", "  sweep ", "  agent ")) {
            assertFalse(out().contains(later), later);
        }
    }

    @Test
    void helpExplainsANestedCommandAndRefusesAnUnknownOne() {
        assertEquals(0, run("help", "devices", "show"));
        assertTrue(out().startsWith("Usage: framebudget devices show"), out());
        assertEquals(2, run("help", "plam"));
        assertEquals("framebudget: help: there is no command 'plam'. Maybe 'plan'?\n", err());
    }

    @Test
    void everyCommandExplainsItself() {
        for (String command : new Cli(new Terminal(out, err, new TextStyle(false, true), false), backend)
                .commandLine(false)
                .getSubcommands()
                .keySet()) {
            out.reset();
            assertEquals(0, run(command, "--help"), command);
            assertTrue(out().contains("--debug"), "what a fault recommends is explained: " + command);
            out().lines().forEach(line -> assertTrue(line.length() <= 80, line));
        }
        assertEquals("", err());
    }

    @Test
    void theVersionIsTheOneOfTheBuild() {
        assertEquals(0, run("--version"));
        assertTrue(out().matches("framebudget \\d+\\.\\d+\\.\\d+\\S*\n"), out());
    }

    @Test
    void aFaultOfTheProgramIsOneLineAndDebugShowsWhere() {
        backend.failure = new IllegalStateException("negative time");
        assertEquals(4, run("run", scenario));
        assertEquals(
                "framebudget: a fault of the program, please report it: IllegalStateException: negative time."
                        + " The same command with --debug shows where.\n",
                err());
        assertEquals(4, run("run", scenario, "--debug"));
        assertTrue(err().contains("\tat org.framebudget.sim.cli.CliTest.aFaultOfTheProgram"), err());
    }

    @Test
    void theMachinesFaultIsStatusFour() {
        backend.failure = new MachineException("plan.pdf: no space left on the disk.", new IOException());
        assertEquals(4, run("run", scenario));
        assertEquals("framebudget: plan.pdf: no space left on the disk.\n", err());
    }

    @Test
    void runningOutOfMemoryIsOneLine() {
        backend.failure = new OutOfMemoryError("Java heap space");
        assertEquals(4, run("run", scenario));
        assertEquals(1, err().lines().count(), err());
        assertTrue(err().contains("FRAMEBUDGET_JAVA_OPTS=-Xmx4g"), err());
    }

    @Test
    void aBrokenPipeEndsQuietlyWithTheCommandsOwnStatus() {
        backend.met = false;
        assertEquals(3, run(failing("Broken pipe"), "run", scenario, "--check", "--json"));
        assertEquals("", err());
    }

    @Test
    void outputThatCannotBeWrittenIsStatusFour() {
        assertEquals(4, run(failing("No space left on device"), "run", scenario));
        assertEquals("framebudget: cannot write the output: No space left on device\n", err());
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
    }

    @Test
    void outputPlacesAreCheckedBeforeAnyWork() throws IOException {
        Path existing = Files.writeString(folder.resolve("file"), "x");
        assertRefused("--pdf: '" + folder + "' is a folder. Give the name of a file in it.", "--pdf", folder);
        assertRefused(
                "--pdf: '" + folder.resolve("no/p.pdf") + "' lies in a folder that does not exist. Create '"
                        + folder.resolve("no") + "' first.",
                "--pdf",
                folder.resolve("no/p.pdf"));
        assertRefused("--pdf: '" + scenario + "' is also the input. Give another name.", "--pdf", scenario);
        assertRefused(
                "--out: '" + existing + "' cannot be a folder, since '" + existing + "' is a file.", "--out", existing);
        assertRefused(
                "--pdf: '" + existing.resolve("p") + "' cannot be written, since '" + existing + "' is not a folder.",
                "--pdf",
                existing.resolve("p"));
        assertNull(backend.planRequest);
    }

    private void assertRefused(String message, Object... options) {
        err.reset();
        Object[] words = new Object[options.length + 2];
        words[0] = "plan";
        words[1] = scenario;
        System.arraycopy(options, 0, words, 2, options.length);
        assertEquals(2, run(words));
        assertEquals("framebudget: " + message + "\n", err());
    }

    @Test
    void twoOutputsCannotBeOneFile() {
        Path same = folder.resolve("x.csv");
        assertEquals(2, run("run", scenario, "--trace", same, "--frames", same));
        assertEquals("framebudget: --frames: '" + same + "' is also --trace. Give another name.\n", err());
    }

    @Test
    void framesNeedAKnownEnding() {
        assertEquals(2, run("run", scenario, "--frames", folder.resolve("f.xlsx")));
        assertTrue(err().endsWith("has an unknown ending. A name that ends in .csv or .parquet is right.\n"), err());
    }

    @Test
    void replicationsAndThreadsHaveARange() {
        for (String bad : List.of("0", "-1", "100001")) {
            err.reset();
            assertEquals(2, run("run", scenario, "--replications", bad));
            assertEquals(
                    "framebudget: --replications: " + bad
                            + " is out of range. A whole number from 1 to 100000 is right.\n",
                    err());
        }
        assertEquals(2, run("run", scenario, "--threads", "0"));
    }

    @Test
    void uncertaintyIsNoneOrEnoughForAnInterval() {
        for (String bad : List.of("-1", "39", "10001")) {
            err.reset();
            assertEquals(2, run("run", scenario, "--uncertainty", bad));
            assertEquals(
                    "framebudget: --uncertainty: " + bad
                            + " is out of range. 0 for none, or a whole number from 40 to 10000 is right.\n",
                    err());
        }
        assertEquals(0, run("run", scenario));
        assertEquals(0, present(backend.runRequest).draws());
    }

    @Test
    void aPlanSaysWhereItIs() {
        Path pdf = folder.resolve("plan.pdf");
        assertEquals(0, run("plan", scenario, "--pdf", pdf));
        assertEquals("meets\nThe plan is in " + pdf + ".\n", out());
        out.reset();
        assertEquals(0, run("plan", scenario, "--pdf", pdf, "--json"));
        assertEquals("{}\n", out());
    }

    @Test
    void newPrintsATemplateAndSuggestsOne() {
        assertEquals(0, run("new"));
        assertEquals("# phone\n", out());
        assertEquals(2, run("new", "pi-camera"));
        assertEquals("framebudget: new: there is no template 'pi-camera'. Maybe 'pi-cameras'?\n", err());
    }

    @Test
    void completionCoversTheCommands() {
        assertEquals(0, run("generate-completion"));
        assertTrue(out().contains("_complete_framebudget") && out().contains("--replications"));
    }

    @Test
    void aWordThatBeginsWithAnAtSignIsAFileName() {
        assertEquals(2, run("run", "@nothing.yaml"));
        assertEquals("framebudget: @nothing.yaml: there is no such file.\n", err());
    }
}
