package org.framebudget.sim.hil;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.pipeline.OutsideLoop;
import org.framebudget.sim.pipeline.RunOptions;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.pipeline.ScenarioFiles;
import org.framebudget.sim.pipeline.Simulation;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Twin;
import org.framebudget.sim.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a comparison says, and what it does not. */
class TwinMakerTest {
    private static final String PREPARE = "pipelines.people.stages.prepare.preprocess.mean_ms=";

    @TempDir
    Path folder;

    private final ProfileRepository profiles = new ProfileRepository();

    private Bench bench(String text, String... overrides) throws IOException {
        Path file = Files.writeString(folder.resolve("s.yaml"), text);
        return new Bench(ScenarioFiles.read(file, List.of(overrides), null, profiles), profiles, "box");
    }

    private RunOutcome predicted(String... overrides) throws IOException {
        return bench(HilCommandTest.SCENARIO, overrides).predict(share -> {});
    }

    private static Twin twin(RunOutcome predicted, List<String> streams, RunOutcome... real) {
        List<TwinMaker.Real> runs = new ArrayList<>();
        for (RunOutcome each : real) {
            Recording recording = new Recording.Builder(RecordingFileTest.head())
                    .ended(new Lateness().pacing(new Lateness().spread()));
            runs.add(new TwinMaker.Real(each, recording, HardwareSummary.of(recording)));
        }
        return TwinMaker.of(new TwinMaker.Against(predicted, "ab", null, streams, RunResult.HARDWARE, List.of()), runs);
    }

    private static Twin.Quantity the(Twin twin, String name) {
        return twin.streams().get(0).quantities().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void withoutALatencyOnBothSidesNothingIsSaid() throws IOException {
        RunOutcome few = predicted("duration_s=0.1");
        Twin twin = twin(few, List.of("people"), few);
        assertFalse(twin.holds());
        assertEquals(
                "Nothing is said of the twin: no latency can be compared, since too few frames gave a result.",
                twin.verdict());
    }

    @Test
    void whatWasNotComparedIsNamed() throws IOException {
        RunOutcome some = predicted();
        Twin twin = twin(some, List.of("people"), some);
        assertTrue(twin.holds(), twin.verdict());
        assertEquals(
                "The twin holds: latencies and rates within 0.0 %, late and dropped frames within 0.000. Not compared, since there"
                        + " are too few results: latency p95, latency p99. It rests on 1 valid run, not on the median of 3.",
                twin.verdict());
    }

    @Test
    void aDeviceThatGaveNoResultIsNotHeldForOneThatWasNotCompared() throws IOException {
        RunOutcome some = predicted();
        Path file = Files.writeString(folder.resolve("s.yaml"), HilCommandTest.SCENARIO);
        Scenario scenario = ScenarioFiles.read(file, List.of(), null, profiles);
        RunOutcome none = Simulation.run(
                scenario,
                profiles,
                new RunOptions(1, 1, true, true, share -> {}),
                new OutsideLoop(null, Map.of("box", new ReplayDevice(file, List.of()))));
        Twin twin = twin(some, List.of("people"), none);
        assertFalse(the(twin, "latency_p50_ms").holds());
        assertFalse(twin.holds());
        assertTrue(
                twin.verdict().startsWith("The twin does not hold: latency p50 is not known, predicted was "),
                twin.verdict());
        assertTrue(TwinText.of(twin).lines().anyMatch(line -> line.matches(".*latency p50, ms +\\S+ +- .* OUT")));
    }

    @Test
    void theVerdictSaysTheWorstErrorsAndWhichLimitTheRunsWiden() throws IOException {
        String longer = "duration_s=10";
        RunOutcome predicted = predicted(longer);
        Twin one = twin(predicted, List.of("people"), predicted(longer, PREPARE + 1.1));
        assertTrue(one.verdict().contains(" (latency p"), one.verdict());
        assertFalse(one.verdict().contains("spread"), one.verdict());
        Twin three = twin(
                predicted,
                List.of("people"),
                predicted(longer, PREPARE + 1.2),
                predicted(longer, PREPARE + 2),
                predicted(longer, PREPARE + 4));
        Twin.Quantity p50 = the(three, "latency_p50_ms");
        assertNotNull(p50.spread());
        assertEquals(1.5 * p50.spread(), p50.limit());
        assertTrue(three.holds(), three.verdict());
        assertFalse(three.verdict().contains("within 0.02."), three.verdict());
        assertFalse(three.verdict().contains("rests on"), three.verdict());
        assertTrue(
                three.verdict()
                        .contains(" The spread of 3 runs widens limits: latency p50 to "
                                + String.format(Locale.ROOT, "%.1f %%", 100 * p50.limit())),
                three.verdict());
        String text = TwinText.of(three);
        assertTrue(
                text.lines().anyMatch(line -> line.matches("STREAM +QUANTITY +PREDICTED +REAL +ERROR +SPREAD +LIMIT")),
                text);
        String spread = String.format(Locale.ROOT, "%.1f %%", 100 * p50.spread());
        assertTrue(text.lines().anyMatch(line -> line.contains("latency p50, ms") && line.contains(spread)), text);
    }

    @Test
    void streamsThatTheDeviceDoesNotAnswerAreLeftOut() throws IOException {
        String two = HilCommandTest.SCENARIO
                .replace(
                        "cameras:\n",
                        "  - {id: other, profile: raspberry-pi-4}\ncameras:\n"
                                + "  - {id: yard, device: other, width_px: 640, height_px: 480, fps: 10}\n")
                .replace("slo:", """
                          - id: cars
                            camera: yard
                            budget_ms: 100
                            stages:
                              - {id: find, infer: {network: mobilenet_v1_0.25, input: 128x128, precision: int8, unit: cpu}}
                        slo:""");
        Bench bench = bench(two);
        assertEquals(List.of("people"), bench.streams());
        RunOutcome predicted = bench.predict(share -> {});
        assertEquals(2, predicted.result().streams().size());
        Twin twin = twin(predicted, bench.streams(), predicted);
        assertEquals(
                List.of("people"), twin.streams().stream().map(Twin.Stream::id).toList());
        Prepared prepared = new Prepared(
                ScenarioFiles.read(folder.resolve("s.yaml"), List.of(), null, profiles),
                profiles,
                Map.of(),
                bench,
                predicted,
                "ab",
                null);
        TwinMaker.Real run = new TwinMaker.Real(
                predicted,
                new Recording.Builder(RecordingFileTest.head()).ended(null),
                HardwareSummary.of(new Recording.Builder(RecordingFileTest.head()).ended(null)));
        assertEquals(
                List.of("Not in this report, since the device answers nothing of it: cars."),
                prepared.twin(List.of(run), RunResult.HARDWARE).remarks());
    }
}
