package org.framebudget.sim.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.sim.scenario.SweepReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every mistake is told with file, line, key and value, and what would be right, before a point is run. */
class BrokenSweepTest {
    private static final String FPS = "axes:\n  - {key: cameras.door.fps, name: fps, values: [10, 20]}\n";

    @TempDir
    Path folder;

    /** The message after the file's name. */
    private void refuses(String rest, String message) {
        Path file = Sweeps.file(folder, rest);
        InputException e = assertThrows(
                InputException.class,
                () -> SweepPlan.of(SweepReader.read(file)).checkNames(new ProfileRepository(null)),
                rest);
        String told = e.getMessage();
        assertTrue(told.startsWith(file.toString()), told);
        assertEquals(message, told.substring(file.toString().length()));
    }

    @Test
    void anAxisOfNothing() {
        refuses(
                "axes:\n  - {key: cameras.door.fpz, values: [1]}\n",
                ":5: cameras.door.fpz: there is no key 'cameras.door.fpz'. Maybe 'fps'?");
        refuses(
                "axes:\n  - {key: cameras.back.fps, values: [1]}\n",
                ":5: cameras.back.fps: there is no 'cameras.back'. Known: door.");
        refuses(
                "axes:\n  - {values: [1]}\n",
                ":5: axes.0.key: is missing. Give text: path of a value of the scenario, as --set takes it.");
        refuses(
                "axes:\n  - {key: seed, values: [1]}\n",
                ":5: axes.0.key: 'seed' is not varied. Every point has a seed of its own; replications: N repeats each with"
                        + " others.");
    }

    @Test
    void valuesThatCannotBe() {
        refuses(
                "axes:\n  - key: cameras.door.fps\n    values:\n      - 10\n      - fast\n",
                ":8: cameras.door.fps: 'fast' is not a plain number. Give frames per second from 0.0001 to 100000, such as 30,"
                        + " 29.97 or \"30000/1001\".");
        refuses(
                "axes:\n  - {key: environment.ambient_deg_c, from: 20, to: 200, step: 10}\n",
                ":5: axes.0.to: 200 is out of range. Give degrees Celsius, from -60 to 85.");
        refuses(
                "axes:\n  - {key: cameras.door.fps, values: [30, 30.0]}\n",
                ":5: axes.0.values.1: 30.0 is listed twice. List each once.");
        refuses(
                "axes:\n  - {key: devices.box.profile, values: [raspberry-pi-4, raspberry-pi-6]}\n",
                ":5: axes.0.values.1: The device profile 'raspberry-pi-6' is unknown. Maybe 'raspberry-pi-4'?");
        refuses(
                "axes:\n  - {key: pipelines.people.stages.find.infer.network, values: [mobilenet_v1_0.26]}\n",
                ":5: axes.0.values.0: 'mobilenet_v1_0.26' is not a known network. Maybe 'mobilenet_v1_0.25'?");
    }

    @Test
    void emptyRanges() {
        refuses(
                "axes:\n  - {key: environment.ambient_deg_c, from: 40, to: 20, step: 5}\n",
                ":5: axes.0.from: the range from 40 to 20 is empty. Give the smaller one first.");
        refuses(
                "axes:\n  - {key: environment.ambient_deg_c, from: 40, to: 50}\n",
                ":5: axes.0.from: the range has neither step nor count, and there is no sample. Give one of the two, or sample:"
                        + " {method: latin_hypercube, count: 1000}.");
        refuses(
                "axes:\n  - {key: environment.ambient_deg_c, from: 40}\n",
                ":5: axes.0.from: begins a range without an end. Give 'to' as well.");
        refuses(
                "axes:\n  - {key: cameras.door.fps, values: []}\n",
                ":5: axes.0.values: is an empty list. Give a list: what it is, one after the other.");
        refuses(
                "axes:\n  - {key: devices.box.profile, from: 1, to: 2, count: 2}\n",
                ":5: axes.0.from: 'devices.box.profile' is no number, so it has no range. List its values: values: [...].");
        refuses(
                "axes:\n  - {key: cameras.door.jitter_ms, from: 0, to: 2, count: 3, scale: log}\n",
                ":5: axes.0.from: 0 cannot be the begin of a range with a log scale. Begin above 0, or leave out scale.");
        refuses(
                "axes:\n  - {key: cameras.door.width_px, from: 1, to: 4, count: 10, scale: log}\n",
                ":5: axes.0.count: 10 values from 1 to 4 have 1 twice, since they are whole numbers. Give fewer.");
    }

    @Test
    void valuesThatRoundingMakesTheSameAreFoundWhereverTheyAre() {
        // six digits of a rate: a ten-thousandth above 10, and a hundred-thousandth below
        refuses(
                "axes:\n  - {key: cameras.door.fps, from: 9.99, to: 10.01, count: 1001}\n",
                ":5: axes.0.count: 1001 values from 9.99 to 10.01 have 10 twice, since they are rounded. Give fewer.");
        refuses(
                "axes:\n  - {key: cameras.door.fps, from: 5, to: 11, count: 200001, scale: log}\n",
                ":5: axes.0.count: 200001 values from 5 to 11 have 10.0001 twice, since they are rounded. Give fewer.");
        refuses(
                "axes:\n  - {key: cameras.door.fps, from: 9, to: 12, count: 50001, scale: log}\n",
                ":5: axes.0.count: 50001 values from 9 to 12 have 10.0001 twice, since they are rounded. Give fewer.");
        refuses(
                "axes:\n  - {key: environment.ambient_deg_c, from: -10.5, to: -9, count: 20000001}\n",
                ":5: axes.0.count: 20000001 values from -10.5 to -9 have -10.4999999 twice, since they are rounded. Give fewer.");
        Sweeps.plan(folder, "axes:\n  - {key: cameras.door.fps, from: 9.99, to: 10.01, count: 201}\n");
        Sweeps.plan(folder, "axes:\n  - {key: cameras.door.fps, from: 9, to: 12, count: 20001, scale: log}\n");
    }

    @Test
    void tooManyPointsAreCountedAndNotMade() {
        refuses(
                """
                axes:
                  - {key: pipelines.people.budget_ms, name: budget_ms, from: 1, to: 100, count: 1000000}
                  - {key: environment.ambient_deg_c, name: ambient, from: 0, to: 40, count: 1000000}
                """,
                ":5: axes: make 1,000,000,000,000 points: 1,000,000 of budget_ms x 1,000,000 of ambient. At most 100,000,000 are run:"
                        + " take fewer values, or sample ranges instead of nesting them.");
    }

    @Test
    void anAxisTwice() {
        refuses(
                FPS + "  - {key: cameras.door.fps, values: [30]}\n",
                ":6: axes.1.key: there is an axis of 'cameras.door.fps' already, number 1. Keep one.");
        refuses(
                FPS + "  - {key: cameras.door.width_px, name: fps, values: [30]}\n",
                ":6: axes.1.name: the name 'fps' is that of another axis too. Give one a name.");
        refuses(
                FPS + "  - {key: cameras.door.width_px, name: miss_fraction, values: [30]}\n",
                ":6: axes.1.name: 'miss_fraction' is the name of a result. Give the axis another name.");
    }

    @Test
    void comparisonsThatSayNothingOrLeaveNothing() {
        refuses(
                FPS + "exclude: [fps >]\n",
                ":6: exclude.0: 'fps >' is no comparison. Write an axis, one of = != < <= > >= and a value, as in 'fps > 30 and"
                        + " network = yolov8n'.");
        refuses(FPS + "exclude: [rate > 3]\n", ":6: exclude.0: there is no axis 'rate'. Known: fps.");
        refuses(
                FPS + "exclude: [fps = often]\n",
                ":6: exclude.0: 'often' is neither a number nor an axis, and 'fps' has numbers. Write a number, as in 'fps ="
                        + " 10'.");
        refuses(
                FPS + "exclude: [fps > 0]\n",
                ":6: exclude.0: 'fps > 0' leaves out all 2 points. It names what is left out, not what is kept.");
        refuses(
                FPS + "exclude: [fps > 15, fps < 15]\n",
                ":6: exclude: the 2 lines together leave none of 2 points. A point goes where one line holds: remove one.");
        refuses(
                "axes:\n  - {key: pipelines.people.stages.find.infer.unit, name: unit, values: [cpu, gpu]}\nexclude: [unit = npu]\n",
                ":6: exclude.0: 'unit' is never 'npu'. Maybe 'cpu'?");
    }

    @Test
    void resultsThatAreNone() {
        refuses(
                FPS + "results: [mis_fraction]\n",
                ":6: results.0: there is no result 'mis_fraction'. Maybe 'miss_fraction'?");
        refuses(
                FPS + "objective: {minimise: meets}\n",
                ":6: objective.minimise: 'meets' is no number. Name a result that is one.");
        refuses(
                FPS + "limits: [miss_fraction]\n",
                ":6: limits.0: 'miss_fraction' is no limit. Write a result, one of < <= > >= and a number, as in 'miss_fraction"
                        + " <= 0.01'.");
        refuses(
                FPS + "results: [meets]\nobjective: {minimise: average_power_w}\n",
                ":7: objective.minimise: 'average_power_w' is not kept. Add it to results.");
    }

    @Test
    void aScenarioThatIsNotThereOrWrong() throws IOException {
        Path file = Files.writeString(
                folder.resolve("other.yaml"), Sweeps.HEAD.replace("scenario.yaml", "none.yaml") + FPS);
        assertEquals(
                file + ":3: scenario: there is no file 'none.yaml'. Paths are relative to this file.",
                assertThrows(InputException.class, () -> SweepReader.read(file)).getMessage());
        Path right = Sweeps.file(folder, FPS);
        Path scenario = folder.resolve("scenario.yaml");
        Files.writeString(scenario, Sweeps.SCENARIO.replace("fps: 20", "fps: 0"));
        assertEquals(
                scenario
                        + ":8: cameras.door.fps: 0 is out of range. Give frames per second from 0.0001 to 100000, such as 30,"
                        + " 29.97 or \"30000/1001\".",
                assertThrows(InputException.class, () -> SweepReader.read(right))
                        .getMessage());
    }
}
