package org.framebudget.sim.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.sim.scenario.ScenarioBase;
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
    void comparisonsOfVeryManySampledPointsAreRefusedAndNotMade() {
        String axes = "axes:\n  - {key: environment.ambient_deg_c, name: ambient, from: 10, to: 40}\n"
                + "  - {key: devices.box.scheduling, name: scheduling, values: [FIFO, PRIORITY]}\n"
                + "sample: {method: latin_hypercube, count: 50000000}\n";
        refuses(
                axes + "exclude: [ambient > 20]\n",
                ":8: exclude: names a sampled axis, and each of 50,000,000 sampled points would be compared before anything"
                        + " starts. At most 10,000,000 are: lower sample.count, or compare only axes with values, step or"
                        + " count.");
        assertEquals(
                50_000_000,
                Sweeps.plan(folder, axes + "exclude: [scheduling = PRIORITY]\n").kept());
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
    void oneValueUnderTwoNames() {
        refuses(
                FPS + "  - {key: cameras.0.fps, name: again, values: [30]}\n",
                ":6: axes.1.key: there is an axis of 'cameras.door.fps' already, number 1, which is the same value as"
                        + " 'cameras.0.fps'. Keep one.");
        refuses(
                "axes:\n  - {key: pipelines.0.stages.1.infer.unit, name: a, values: [cpu]}\n"
                        + "  - {key: pipelines.people.stages.find.infer.unit, name: b, values: [npu]}\n",
                ":6: axes.1.key: there is an axis of 'pipelines.0.stages.1.infer.unit' already, number 1, which is the same"
                        + " value as 'pipelines.people.stages.find.infer.unit'. Keep one.");
        refuses(
                "axes:\n  - {key: pipelines.0.stages.find.infer, name: a, values: [{network: mobilenet_v1_0.25}]}\n"
                        + "  - {key: pipelines.people.stages.1.infer.unit, name: b, values: [npu]}\n",
                ":6: axes.1.key: 'pipelines.people.stages.1.infer.unit' and 'pipelines.0.stages.find.infer' are parts of each"
                        + " other. Vary one of them.");
        refuses(
                "axes:\n  - {key: pipelines.0.camera, name: a, values: [door]}\n"
                        + "  - {key: pipelines.people.cameras, name: b, values: [[door]]}\n",
                ":6: axes.1.key: 'pipelines.people.cameras' takes the place of 'pipelines.0.camera', so that one of the two axes"
                        + " would say nothing. Vary one of them.");
        // the same name in two places is no such thing
        Sweeps.plan(
                folder,
                FPS
                        + "  - {key: cameras.0.jitter_ms, values: [1]}\n  - {key: pipelines.0.budget_ms, values: [30, 40]}\n");
    }

    @Test
    void wholeListsThatAreTooShort() {
        refuses(
                "axes:\n  - {key: cameras, values: [[]]}\n",
                ":5: cameras: is an empty list. Give a list of mappings, each with id, device, width_px, height_px, fps.");
    }

    @Test
    void wholeListsAndMappingsThatAreGivenSingleValues() {
        refuses(
                "axes:\n  - {key: cameras, values: [1]}\n",
                ":5: axes.0.key: 'cameras' is a whole list, of which these values can be none. Vary a key of one of its items,"
                        + " cameras.NAME.KEY; KEY is one of: " + String.join(", ", ScenarioBase.keysBelow("cameras"))
                        + ".");
        refuses(
                "axes:\n  - {key: devices.box.battery, from: 1, to: 2, count: 2}\n",
                ":5: axes.0.key: 'devices.box.battery' is a whole mapping, of which these values can be none. Vary a key in it,"
                        + " devices.box.battery.KEY; KEY is one of: "
                        + String.join(", ", ScenarioBase.keysBelow("devices.box.battery")) + ".");
        assertTrue(ScenarioBase.keysBelow("cameras").contains("fps"));
        refuses(
                "axes:\n  - key: pipelines.people.queue\n    values:\n      - {policy: FIFO}\n      - {polcy: FIFO}\n",
                ":8: pipelines.people.queue.polcy: unknown key. Maybe 'policy'?");
        refuses(
                "axes:\n  - key: cameras\n    values:\n      - [{id: door, device: box, fps: fast}]\n",
                ":7: cameras.door.width_px: is missing. Give a whole number from 1 to 65536.");
    }

    @Test
    void limitsThatNoPointKeepsTogether() {
        refuses(
                FPS + "limits: [miss_fraction <= 0.1, miss_fraction >= 0.9]\n",
                ":6: limits.1: 'miss_fraction >= 0.9' and limits.0, 'miss_fraction <= 0.1', exclude each other: no point keeps"
                        + " both. Remove or change one.");
        refuses(
                FPS + "limits:\n  - accuracy > 0.5\n  - energy_j < 3\n  - accuracy <= 0.5\n",
                ":9: limits.2: 'accuracy <= 0.5' and limits.0, 'accuracy > 0.5', exclude each other: no point keeps both."
                        + " Remove or change one.");
        Sweeps.plan(folder, FPS + "limits: [accuracy >= 0.5, accuracy <= 0.5, accuracy > 0.2, energy_j > 4]\n");
    }

    @Test
    void aStepThatMakesTooManyValuesIsToldAtItsLine() {
        refuses(
                "axes:\n  - {key: cameras.door.jitter_ms, values: [1]}\n"
                        + "  - {key: cameras.door.fps, from: 15, to: 30, step: 1e-300}\n",
                ":6: axes.1.step: a step of 1e-300 from 15 to 30 makes about 1.5e301 values. At most 100,000,000 points are run:"
                        + " give a larger one.");
        refuses(
                "axes:\n  - {key: environment.ambient_deg_c, from: 0, to: 40, step: 0.0000001}\n",
                ":5: axes.0.step: a step of 0.0000001 from 0 to 40 makes 400,000,001 values. At most 100,000,000 points are run: give a"
                        + " larger one.");
    }

    @Test
    void filesThatAreNoSweepFileAreNotCalledScenarios() throws IOException {
        assertEquals(
                folder + ": is a folder. Give the sweep file in it.",
                assertThrows(InputException.class, () -> SweepReader.read(folder))
                        .getMessage());
        Path absent = folder.resolve("absent.yaml");
        assertEquals(
                absent + ": there is no such file. Give the path of a sweep file.",
                assertThrows(InputException.class, () -> SweepReader.read(absent))
                        .getMessage());
        Path large = Files.write(folder.resolve("large.yaml"), new byte[(1 << 20) + 1]);
        assertEquals(
                large
                        + ": is larger than 1 MB. A sweep file is a few pages; give ranges instead of long lists of values.",
                assertThrows(InputException.class, () -> SweepReader.read(large))
                        .getMessage());
        Path two = Sweeps.file(folder, FPS + "---\nname: b\n");
        assertFalse(assertThrows(InputException.class, () -> SweepReader.read(two))
                .getMessage()
                .contains("scenario is"));
    }

    @Test
    void anEngineThatIsNotKnown() {
        assertEquals(
                "--engine: 'flink' is not known. Known: local, spark.",
                assertThrows(InputException.class, () -> Engines.named("flink", "local"))
                        .getMessage());
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
