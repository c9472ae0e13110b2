package org.framebudget.sim.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.framebudget.sim.scenario.Scenario;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The largest values found against theory. */
class HeadroomsTest {
    @TempDir
    Path folder;

    private PlannerBench bench;

    @BeforeEach
    void copyTheProfile() {
        bench = new PlannerBench(folder);
    }

    @Test
    void aConstantServiceTimeCarriesItsReciprocal() {
        PlanResult.Headroom fps = bench.headroom(bench.read(PlannerBench.ONE_STAGE), Axis.Name.FPS);
        assertEquals(30, fps.current());
        assertEquals(50, fps.maxBurst());
        assertEquals(50, fps.maxSustained());
        assertEquals(List.of(50.0, 50.0), fps.ci95(), "nothing is drawn");
        assertEquals(1, fps.probabilityMeets());
        assertTrue(Objects.requireNonNull(fps.binding()).startsWith("cpu of box (frames ask for 102 %"), fps.binding());
    }

    @Test
    void aCameraThatKeepsItsLatestFrameMissesWhatTheStationCannotTake() {
        // 50 of fps frames are answered, so 1 - 50 / fps are not: 10 % at 55.6
        Scenario scenario = bench.read(PlannerBench.ONE_STAGE, "slo.miss_fraction_max=0.1");
        assertEquals(55, bench.headroom(scenario, Axis.Name.FPS).maxBurst());
    }

    @Test
    void inferencesOfAFrameFillItsInterval() {
        // 10 ms each, one after another, at 30 fps
        Scenario scenario = bench.read(PlannerBench.ONE_STAGE.replace(
                "work, postprocess: {unit: cpu, mean_ms: 20}",
                "find, infer: {network: ten, input: 224x224, precision: int8, unit: npu}"));
        PlanResult.Headroom inferences = bench.headroom(scenario, Axis.Name.INFERENCES);
        assertEquals(3, inferences.maxBurst());
        assertEquals(3, inferences.maxSustained());
        assertTrue(
                bench.answer(scenario, Axis.Name.INPUT, 40, 1).notes().stream()
                        .anyMatch(note -> note.contains("not in the catalogue")),
                "a network that only this profile knows has no other input size");
    }

    @Test
    void camerasShareAStationUpToItsLastMoment() {
        // evenly phased, a full station makes nobody wait
        Scenario scenario = bench.read(PlannerBench.ONE_STAGE, "cameras.cam.fps=5", "pipelines.see.budget_ms=25");
        PlanResult.Headroom cameras = bench.headroom(scenario, Axis.Name.CAMERAS);
        assertEquals(10, cameras.maxBurst());
        assertEquals(10, cameras.maxSustained());
    }

    @Test
    void poissonArrivalsAndAResponseTimeLimitAreThoseOfMD1() {
        // many slow cameras with jitter together are a Poisson stream; P(wait > 40 ms) by Erlang's and Crommelin's sum
        Scenario scenario = bench.read(
                PlannerBench.ONE_STAGE,
                "duration_s=400",
                "cameras.cam.fps=0.5",
                "cameras.cam.count=40",
                "cameras.cam.jitter_ms=400",
                "cameras.cam.delivery_ms=1500",
                "pipelines.see.budget_ms=60",
                "pipelines.see.queue={policy: FIFO, capacity: 100}",
                "slo={miss_fraction_max: 0.05}");
        int theory = 0;
        for (int n = 1; n * 0.5 * 0.02 < 1 && waitsLonger(n * 0.5, 0.02, 0.04) <= 0.05; n++) {
            theory = n;
        }
        PlanResult.Headroom cameras =
                bench.answer(scenario, Axis.Name.CAMERAS, 40, 2).headroom().get(0);
        // the objective is the worst camera's, which lies a little above their mean
        assertEquals(theory, Objects.requireNonNull(cameras.maxBurst()), 0.08 * theory, cameras + "");
    }

    /** P(wait > t) of M/D/1: 1 − (1 − ρ) Σ_k (λ(kD − t))^k / k! e^(−λ(kD − t)), k from 0 to t / D. */
    static double waitsLonger(double perS, double serviceS, double waitS) {
        double sum = 0;
        double factorial = 1;
        for (int k = 0; k <= Math.floor(waitS / serviceS + 1e-9); k++) {
            factorial *= Math.max(1, k);
            double x = perS * (k * serviceS - waitS);
            sum += Math.pow(x, k) / factorial * Math.exp(-x);
        }
        return 1 - (1 - perS * serviceS) * sum;
    }

    @Test
    void whatTheProfileLeavesOpenWidensThePredictionAndFramesDoNot() {
        String stage = "work, preprocess: {unit: cpu}";
        String own = PlannerBench.ONE_STAGE.replace("work, postprocess: {unit: cpu, mean_ms: 20}", stage);
        PlanResult.Headroom narrow = bench.headroom(bench.read(own), Axis.Name.FPS);
        // 10 ms, 8 to 12 ASSUMED: 97.5 % of the draws stay below 11.9 and above 8.1
        assertEquals(100, narrow.maxBurst());
        assertEquals(List.of(100.0, 100.0), narrow.ci95());
        assertEquals(1000 / 11.9, narrow.prediction95().get(0), 2);
        assertEquals(1000 / 8.1, narrow.prediction95().get(1), 2);
        assertEquals(
                "bench units[cpu].preprocess_fixed_ms",
                Objects.requireNonNull(narrow.bestNextMeasurement()).split(":")[0]);
        // nothing gets hot, so the same in steady state, from fewer draws
        assertEquals(100, narrow.maxSustained());
        assertEquals(1000 / 11.9, sustained(narrow).get(0), 3);
        assertEquals(1000 / 8.1, sustained(narrow).get(1), 6);
        bench.profile("low: 8, high: 12", "low: 5, high: 20");
        PlanResult.Headroom wide = bench.headroom(bench.read(own), Axis.Name.FPS);
        assertEquals(List.of(100.0, 100.0), wide.ci95());
        assertEquals(1000 / 19.5, wide.prediction95().get(0), 2);
        assertTrue(wide.prediction95().get(1) > 180, wide + "");
        assertTrue(sustained(wide).get(0) < 60 && sustained(wide).get(1) > 160, wide + "");
    }

    private static List<Double> sustained(PlanResult.Headroom headroom) {
        return Objects.requireNonNull(headroom.sustainedPrediction95());
    }

    @Test
    void whereHeatBindsTheSustainedRateHasAnIntervalOfItsOwn() {
        Scenario phone = bench.read("""
                schema: framebudget/scenario/v1
                name: Never throttled
                duration_s: 60
                seed: 42
                devices: [{id: phone, profile: pixel-6}]
                cameras: [{id: back, device: phone, width_px: 1920, height_px: 1080, fps: 30, exposure_ms: 8}]
                pipelines:
                  - id: people
                    camera: back
                    budget_ms: 33.3
                    stages:
                      - {id: prepare, preprocess: {unit: cpu}}
                      - {id: classify, infer: {network: mobilenet_edgetpu_1.75, input: 224x224, precision: int8, unit: npu, per_frame: 12}}
                slo: {throttled_fraction_max: 0}
                """);
        PlanResult.Headroom fps = bench.headroom(phone, Axis.Name.FPS);
        List<Double> burst = fps.prediction95();
        List<Double> sustained = sustained(fps);
        assertTrue(fps.maxSustained() < fps.maxBurst(), fps + "");
        assertTrue(sustained.get(0) < fps.maxSustained() && fps.maxSustained() < sustained.get(1), fps + "");
        assertTrue(sustained.get(1) < burst.get(1), fps + "");
        assertEquals(fps, bench.answer(phone, Axis.Name.FPS, 200, 1).headroom().get(0));
    }

    @Test
    void withoutASteadyStateThereIsNoIntervalOfOne() {
        Scenario scenario = bench.read(PlannerBench.ONE_STAGE);
        assertNull(Objects.requireNonNull(
                        bench.answer(scenario, Axis.Name.FPS, 0, 1).headroom())
                .get(0)
                .sustainedPrediction95());
    }

    @Test
    void moreFramesNarrowTheSamplingIntervalAlone() {
        String[] sets = {
            "cameras.cam.fps=40",
            "pipelines.see.stages.work.postprocess.cv=0.4",
            "pipelines.see.budget_ms=40",
            "slo={miss_fraction_max: 0.1}"
        };
        List<Double> shorter = bench.headroom(bench.read(PlannerBench.ONE_STAGE, with(sets, 20)), Axis.Name.FPS)
                .ci95();
        List<Double> longer = bench.headroom(bench.read(PlannerBench.ONE_STAGE, with(sets, 320)), Axis.Name.FPS)
                .ci95();
        double before = shorter.get(1) - shorter.get(0);
        double after = longer.get(1) - longer.get(0);
        assertTrue(after < before, shorter + " " + longer);
    }

    @Test
    void twiceTheFramesNarrowTheSamplingIntervalAndLeaveThePrediction() {
        bench.profile("low: 8, high: 12", "low: 4, high: 20");
        double[] ci = new double[2];
        double[] prediction = new double[2];
        for (int seed = 1; seed <= 5; seed++) {
            for (int i = 0; i < 2; i++) {
                PlanResult.Headroom fps = bench.headroom(
                        bench.read(
                                PlannerBench.ONE_STAGE.replace(
                                        "- {id: work", "- {id: own, preprocess: {unit: cpu}}\n      - {id: work"),
                                "seed=" + seed,
                                "cameras.cam.fps=40",
                                "pipelines.see.stages.work.postprocess.mean_ms=10",
                                "pipelines.see.stages.work.postprocess.cv=0.8",
                                "pipelines.see.budget_ms=40",
                                "slo={miss_fraction_max: 0.1}",
                                "duration_s=" + (i == 0 ? 20 : 40)),
                        Axis.Name.FPS);
                ci[i] += fps.ci95().get(1) - fps.ci95().get(0);
                prediction[i] += fps.prediction95().get(1) - fps.prediction95().get(0);
            }
        }
        assertTrue(ci[1] < 0.9 * ci[0], ci[0] + " " + ci[1]);
        assertEquals(prediction[0], prediction[1], 0.07 * prediction[0], ci[0] + " " + ci[1]);
    }

    private static String[] with(String[] sets, int durationS) {
        String[] all = Arrays.copyOf(sets, sets.length + 1);
        all[sets.length] = "duration_s=" + durationS;
        return all;
    }

    @Test
    void anObjectiveThatNoValueMeetsIsNamedAndTheOthersAreCounted() {
        Scenario scenario = bench.read(PlannerBench.ONE_STAGE, "slo={miss_fraction_max: 0.001, power_w_max: 0.5}");
        Headrooms.Answer answer = bench.answer(scenario, Axis.Name.FPS, 40, 2);
        assertEquals(0, answer.headroom().get(0).maxBurst());
        assertEquals(0, answer.headroom().get(0).maxSustained());
        assertEquals("power_w_max", answer.headroom().get(0).binding());
        assertTrue(
                answer.notes()
                        .contains(
                                "see, fps: power_w_max cannot be met by any value from 0.1 fps on; the other objectives"
                                        + " hold up to 50 fps in the first minute."),
                answer.notes().toString());
    }

    @Test
    void aRateThatFailsBelowOneThatMeetsIsTold() {
        // delivery takes two frame intervals: slow cameras are late, fast ones overload the station
        Scenario scenario = bench.read(
                PlannerBench.ONE_STAGE.replace(", delivery_ms: 1", ""),
                "cameras.cam.fps=12",
                "pipelines.see.budget_from=frame_start",
                "pipelines.see.budget_ms=100",
                "slo={miss_fraction_max: 0.001}");
        bench.profile("delivery_intervals: 0", "delivery_intervals: 2");
        Headrooms.Answer answer = bench.answer(scenario, Axis.Name.FPS, 40, 2);
        PlanResult.Headroom fps = answer.headroom().get(0);
        assertEquals(50, fps.maxBurst());
        assertTrue(
                answer.notes().stream().anyMatch(note -> note.startsWith("see, fps: not monotone in the first minute")),
                answer.notes().toString());
    }

    @Test
    void threadsChangeNothing() {
        Scenario scenario = bench.read(PlannerBench.ONE_STAGE, "pipelines.see.stages.work.postprocess.cv=0.2");
        assertEquals(
                bench.answer(scenario, Axis.Name.FPS, 40, 1).headroom(),
                bench.answer(scenario, Axis.Name.FPS, 40, 3).headroom());
    }
}
