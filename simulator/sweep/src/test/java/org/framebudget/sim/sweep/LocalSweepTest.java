package org.framebudget.sim.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.sim.pipeline.RunOptions;
import org.framebudget.sim.pipeline.ScenarioFiles;
import org.framebudget.sim.pipeline.Simulation;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.SweepReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep as another program runs and watches it. */
class LocalSweepTest {
    private static final String REST = """
            axes:
              - {key: cameras.door.fps, values: [5, 20, 40]}
              - {key: pipelines.people.stages.find.infer.unit, values: [cpu, npu]}
            results: [figures]
            """;

    @TempDir
    Path folder;

    private final ProfileRepository profiles = new ProfileRepository(null);

    private LocalSweep sweep(String rest) {
        return LocalSweep.of(SweepReader.read(Sweeps.file(folder, rest)), profiles);
    }

    @Test
    void itsRowsAreReadOnceAndTheOverridesOfAPointGiveItsFigures() {
        LocalSweep sweep = sweep(REST);
        assertEquals(6, sweep.points());
        assertEquals(
                List.of(
                        new LocalSweep.Varied("cameras.door.fps", List.of("5", "20", "40")),
                        new LocalSweep.Varied("pipelines.people.stages.find.infer.unit", List.of("cpu", "npu"))),
                sweep.axes());
        Path store = folder.resolve("store");
        LocalSweep.Far end = sweep.run(store, 2, far -> {});
        assertTrue(end.whole());
        assertEquals(3, end.failed(), "the box has no NPU");
        StoredRows stored = new StoredRows(store, List.of("miss_fraction", "average_power_w"));
        List<StoredRows.Row> rows = stored.more();
        assertEquals(
                LongStream.range(0, 6).boxed().toList(),
                List.copyOf(
                        new TreeSet<>(rows.stream().map(StoredRows.Row::point).toList())));
        assertTrue(stored.more().isEmpty());
        StoredRows.Row fast =
                rows.stream().filter(row -> row.point() == 4).findFirst().orElseThrow();
        assertEquals(2, sweep.valueOf(0, 4));
        assertEquals(0, sweep.valueOf(1, 4));
        List<String> sets = sweep.overrides(4).entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue())
                .toList();
        RunResult alone = Simulation.run(
                        ScenarioFiles.read(folder.resolve("scenario.yaml"), sets, null, profiles),
                        profiles,
                        RunOptions.PLAIN)
                .result();
        assertEquals(alone.streams().get(0).missFraction(), fast.values()[0]);
        assertEquals(alone.devices().get(0).averagePowerW(), fast.values()[1]);
        assertEquals(alone.slo().met(), fast.meets());
        StoredRows.Row failed =
                rows.stream().filter(row -> row.point() == 5).findFirst().orElseThrow();
        assertTrue(failed.failed());
        assertFalse(failed.meets());
        assertTrue(Double.isNaN(failed.values()[0]));
    }

    @Test
    void oneThatIsStoppedKeepsWhatIsFinishedAndTheNextOneGoesOnThere() {
        // so long that it is not over before anything is told, which is ten times a second
        String many = "axes:\n  - {key: cameras.door.phase_ms, from: 0, to: 40, count: 1000}\n"
                + "  - {key: duration_s, values: [60]}\nresults: [figures]\n";
        LocalSweep sweep = sweep(many);
        AtomicReference<LocalSweep> running = new AtomicReference<>(sweep);
        Path store = folder.resolve("store");
        LocalSweep.Far end = sweep.run(store, 2, far -> running.get().stop());
        assertFalse(end.whole());
        StoredRows stored = new StoredRows(store, List.of("miss_fraction"));
        assertEquals(end.done(), stored.more().size());
        assertTrue(sweep(many).run(store, 2, far -> {}).whole());
        assertEquals(1000 - end.done(), stored.more().size());
    }

    @Test
    void oneThatIsStoppedBeforeItBeginsRunsNothing() {
        LocalSweep sweep = sweep(REST);
        sweep.stop();
        assertEquals(0, sweep.run(folder.resolve("store"), 1, far -> {}).done());
    }

    @Test
    void aSweepIsCountedWithoutAFileAndItsMistakesAreTold() throws IOException {
        String text = Sweeps.HEAD + REST;
        LocalSweep draft = LocalSweep.of(
                SweepReader.read(text, Path.of("sweep.yaml"), Sweeps.SCENARIO, Path.of("scenario.yaml"), folder),
                profiles);
        assertEquals(6, draft.points());
        InputException wrong = assertThrows(
                InputException.class,
                () -> LocalSweep.of(
                        SweepReader.read(
                                text.replace("door.fps", "door.fpz"),
                                Path.of("sweep.yaml"),
                                Sweeps.SCENARIO,
                                Path.of("scenario.yaml"),
                                folder),
                        profiles));
        assertTrue(String.valueOf(wrong.getMessage()).startsWith("sweep.yaml:5: "), wrong.getMessage());
        try (var files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }
}
