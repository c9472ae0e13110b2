package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.sim.results.RunResult;
import org.junit.jupiter.api.Test;

/**
 * Rules by hand: frame k of the 30 fps camera starts at k / 30 s, is delivered 50 ms later and takes 10 ms on the NPU. Rules are
 * looked at every second; the skin is above -60 °C from the first look on.
 */
class AdaptationTest {
    private static final String ALWAYS = "{skin_deg_c_above: -60}";

    private static String rule(String when, String change) {
        return "adaptation=[{when: " + when + ", do: " + change + "}]";
    }

    private static RunResult.Adaptation only(RunResult.Stream stream) {
        List<RunResult.Adaptation> rules = stream.adaptation();
        assertNotNull(rules);
        assertEquals(1, rules.size());
        return rules.get(0);
    }

    @Test
    void aRuleThatHalvesTheRateHalvesWhatIsCapturedFromThenOn() {
        RunResult.Stream stream = Bench.one(rule(ALWAYS, "{fps: 15}"));
        assertEquals(300, stream.requested());
        // 30 in the first second, then 15 a second for nine
        assertEquals(165, stream.captured());
        assertEquals(0, stream.dropped());
        assertEquals(0, stream.skippedByRule());
        RunResult.Adaptation rule = only(stream);
        assertEquals(1, rule.switches());
        assertEquals(1.0, rule.firstS());
        assertEquals(0.9, rule.timeFraction(), 1e-12);
        assertEquals("skin above -60 °C", rule.when());
        assertEquals("15 fps", rule.change());
    }

    @Test
    void theConditionMustHoldForItsTime() {
        RunResult.Stream stream = Bench.one(rule("{skin_deg_c_above: -60, for_s: 4}", "{fps: 15}"));
        // seen at 1 s, still there at 5 s
        assertEquals(5.0, only(stream).firstS());
        assertEquals(150 + 75, stream.captured());
        RunResult.Stream never = Bench.one(rule("{skin_deg_c_above: -60, for_s: 60}", "{fps: 15}"));
        assertEquals(300, never.captured());
        assertEquals(0, only(never).switches());
        assertNull(only(never).firstS());
    }

    @Test
    void theCamerasPowerFollowsItsRate() {
        double own = 0.3 + 10e-9 * 640 * 480 * 30;
        double halved = 0.3 + 10e-9 * 640 * 480 * 15;
        assertEquals(own, Bench.box().cameraPowerW(), 1e-9);
        assertEquals(
                0.1 * own + 0.9 * halved, Bench.box(rule(ALWAYS, "{fps: 15}")).cameraPowerW(), 1e-9);
        assertEquals(own, Bench.box(rule(ALWAYS, "{every_nth_frame: 2}")).cameraPowerW(), 1e-9);
    }

    @Test
    void skippedFramesAreCountedExactlyAndAreNoMisses() {
        RunResult.Stream stream = Bench.one(rule(ALWAYS, "{every_nth_frame: 2}"));
        assertEquals(300, stream.captured());
        // delivered after 1 s: frames 29 to 298; the odd ones are skipped
        assertEquals(135, stream.skippedByRule());
        assertEquals(0, stream.missFraction());
        assertEquals(stream.captured(), stream.onTime() + stream.skippedByRule() + stream.inFlight());
        assertEquals(stream.onTime() / 10.0, stream.usefulFps(), 1e-12);
    }

    @Test
    void anotherUnitAnswersWhileTheRuleWorksAndIsAStageOfItsOwn() {
        RunResult result = Bench.run(Bench.ONE_CAMERA, rule(ALWAYS, "{unit: cpu}"));
        RunResult.Stream stream = result.streams().get(0);
        assertEquals(
                List.of("find", "find-rule-1"),
                stream.stages().stream().map(RunResult.Stage::id).toList());
        assertEquals("cpu", stream.stages().get(1).unit());
        assertEquals(14, stream.stages().get(1).meanMs(), 1e-6);
        assertEquals(14, stream.stages().get(1).invoke().ms(), 1e-9);
        // frames 29 to 298 of 14 ms in 10 s on two servers; frame 298 is delivered at 9983.3 ms and ends in time
        assertEquals(
                270 * 0.014 / 10 / 2, result.devices().get(0).units().get(0).utilisation(), 1e-6);
        assertEquals(299, stream.processed());
        assertTrue(stream.cadenceMet());
    }

    @Test
    void anotherNetworkComesAndGoesWithItsRule() {
        // 50 ms are longer than the interval: a third of the frames would be dropped, so the rule ends after each look
        String[] slow = {
            "pipelines.see.stages.find.infer.network=fifty",
            "pipelines.see.budget_ms=100",
            "adaptation=[{when: {miss_fraction_above: 0.1}, do: {network: ten}}]"
        };
        RunResult.Stream stream = Bench.one(slow);
        RunResult.Adaptation rule = only(stream);
        assertTrue(rule.switches() >= 8, "" + rule.switches());
        assertTrue(stream.dropped() > 0);
        assertEquals(stream.captured(), stream.onTime() + stream.late() + stream.dropped() + stream.inFlight());
    }

    @Test
    void withoutATimeARuleChattersAndWithAMinuteItChangesOnceAMinuteAtMost() {
        String[] slow = {
            "pipelines.see.stages.find.infer.network=fifty", "pipelines.see.budget_ms=100", "duration_s=600", ""
        };
        slow[3] = rule("{miss_fraction_above: 0.1}", "{fps: 15}");
        RunResult chatter = Bench.run(Bench.ONE_CAMERA, slow);
        assertTrue(only(chatter.streams().get(0)).switches() > 200);
        assertTrue(
                chatter.warnings().stream().anyMatch(w -> w.contains("more than once a minute")),
                chatter.warnings().toString());
        slow[3] = rule("{miss_fraction_above: 0.1, for_s: 60}", "{fps: 15}");
        RunResult calm = Bench.run(Bench.ONE_CAMERA, slow);
        // seen at 1 s; it works from 61 s on, the misses end at 62 s, and so on: a change every 61 s
        assertEquals(9, only(calm.streams().get(0)).switches());
        assertTrue(calm.warnings().stream().noneMatch(w -> w.contains("more than once a minute")));
        assertTrue(
                calm.streams().get(0).missFraction() > chatter.streams().get(0).missFraction());
    }

    @Test
    void aLimitOfItsOwnToEndHoldsTheRule() {
        RunResult.Stream stream = Bench.one(
                "pipelines.see.stages.find.infer.network=fifty",
                "pipelines.see.budget_ms=100",
                "adaptation=[{when: {miss_fraction_above: 0.1}, do: {fps: 15}, until: {skin_deg_c_below: 0}}]");
        assertEquals(1, only(stream).switches());
        assertEquals("skin below 0 °C", only(stream).until());
    }

    @Test
    void ofSeveralRulesTheLowestRateAndTheLastInferenceCount() {
        RunResult.Stream stream =
                Bench.one("adaptation=[{when: {skin_deg_c_above: -60}, do: {fps: 10, network: fifty}},"
                        + " {when: {skin_deg_c_above: -60}, do: {fps: 20, unit: cpu}}]");
        assertEquals(30 + 90, stream.captured());
        assertEquals(
                0,
                stream.stages().stream()
                        .filter(stage -> stage.id().equals("find-rule-1") && stage.meanMs() != null)
                        .count());
        assertEquals(14, stream.stages().get(2).meanMs(), 1e-6);
    }

    @Test
    void aCameraOfTwoPipelinesRunsAtTheRateOfTheRuleOfOne() {
        String two = Bench.ONE_CAMERA + """
                  - id: watch
                    camera: cam
                    budget_ms: 33
                    stages:
                      - {id: look, postprocess: {unit: gpu, mean_ms: 1}}
                """;
        RunResult result = Bench.run(two, "adaptation=[{pipeline: see, when: " + ALWAYS + ", do: {fps: 15}}]");
        assertEquals(165, result.streams().get(0).captured());
        assertEquals(165, result.streams().get(1).captured());
        assertNull(result.streams().get(1).adaptation());
        RunResult skipping =
                Bench.run(two, "adaptation=[{pipeline: see, when: " + ALWAYS + ", do: {every_nth_frame: 3}}]");
        assertEquals(180, skipping.streams().get(0).skippedByRule());
        assertEquals(0, skipping.streams().get(1).skippedByRule());
    }

    @Test
    void photonLatencyFollowsADeliveryThatTakesAnInterval() {
        // the bench delivers one interval after the image processor: 33.3 ms at 30 fps, 66.7 at 15
        String ofProfile = Bench.ONE_CAMERA.replace(", delivery_ms: 5", "");
        RunResult.Latency full =
                Bench.run(ofProfile, "cameras.cam.jitter_ms=0").streams().get(0).photonToResultMs();
        RunResult.Stream halved =
                Bench.run(ofProfile, rule(ALWAYS, "{fps: 15}")).streams().get(0);
        assertEquals(full.p50() + 100 / 3.0, halved.photonToResultMs().p50(), 0.5);
        assertEquals(10, halved.latencyMs().p50(), 0.1);
    }

    @Test
    void everyFrameIsAccountedForAndThreadsChangeNothing() {
        String rules = "adaptation=[{when: {miss_fraction_above: 0.05}, do: {input: 160x160, fps: 12}},"
                + " {when: {miss_fraction_above: 0.3, for_s: 2}, do: {every_nth_frame: 2}},"
                + " {when: {battery_fraction_below: 0.9, for_s: 5}, do: {unit: cpu, network: mobilenet_v1_0.25}}]";
        RunResult result =
                Bench.run(Bench.replications(4, 2), Bench.BUSY_PHONE, rules).result();
        for (RunResult.Stream s : result.streams()) {
            assertEquals(s.captured(), s.onTime() + s.late() + s.dropped() + s.skippedByRule() + s.inFlight(), s.id());
            assertNotNull(s.adaptation());
            assertEquals(4, s.adaptation().get(2).switches());
        }
        assertEquals(
                Bench.json(result),
                Bench.json(Bench.run(Bench.replications(4, 1), Bench.BUSY_PHONE, rules)
                        .result()));
    }

    @Test
    void aLostUnitAndARuleGetAlong() {
        // the rule's unit is lost: its frames wait there until it is back
        RunResult.Stream stream = Bench.one(
                "devices.box.failures=[{unit: cpu, at_s: 3.02, for_s: 2}]", rule(ALWAYS, "{unit: cpu, fps: 15}"));
        assertNotNull(stream.failures());
        assertEquals(1, stream.failures().size());
        assertEquals(stream.captured(), stream.onTime() + stream.late() + stream.dropped() + stream.inFlight());
        assertTrue(stream.dropped() >= 28, stream.toString());
        // the stage's own unit is lost while the rule has its frames elsewhere
        RunResult.Stream unhurt =
                Bench.one("devices.box.failures=[{unit: npu, at_s: 3.02, for_s: 2}]", rule(ALWAYS, "{unit: cpu}"));
        assertNull(unhurt.failures());
        assertEquals(0, unhurt.dropped());
    }

    @Test
    void whatWaitsGoesWithTheRule() {
        RunResult.Stream stream = Bench.run(
                        Bench.ONE_CAMERA,
                        "pipelines.see.stages.find.infer.network=fifty",
                        "pipelines.see.queue={policy: FIFO, capacity: 50}",
                        "pipelines.see.budget_ms=10000",
                        "adaptation=[{when: {skin_deg_c_above: -60}, do: {network: ten}}]")
                .streams()
                .get(0);
        // 18 of 29 frames were answered in the first second; one is in service, and what waits goes on with the other
        assertEquals(0, stream.dropped());
        assertEquals(0, stream.late());
        assertTrue(stream.stages().get(1).waitMeanMs() > 5, stream.stages().toString());
    }

    @Test
    void aRuleThatNeverWorksChangesNoFrame() {
        RunResult.Stream without = Bench.run(Bench.BUSY_PHONE).streams().get(0);
        RunResult.Stream with = Bench.run(Bench.BUSY_PHONE, rule("{skin_deg_c_above: 199}", "{every_nth_frame: 2}"))
                .streams()
                .get(0);
        assertEquals(without.onTime(), with.onTime());
        assertEquals(without.latencyMs(), with.latencyMs());
    }

    @Test
    void theSteadyStateFollowsTheRule() {
        SteadyState.Sustained sustained = SteadyState.of(
                        Bench.scenario(Bench.ONE_CAMERA, rule(ALWAYS, "{fps: 15}")),
                        new org.framebudget.devices.ProfileRepository(null))
                .orElseThrow();
        RunResult.Stream stream = sustained.outcome().result().streams().get(0);
        assertEquals(15, stream.processedFps(), 0.01);
        assertEquals(1, only(stream).timeFraction(), 1e-9);
        assertEquals(0, only(stream).switches());
    }

    @Test
    void whatTheDeviceDoesNotHaveIsAnError() {
        InputException unit = assertThrows(InputException.class, () -> Bench.one(rule(ALWAYS, "{unit: tpu}")));
        assertTrue(
                unit.getMessage()
                        .contains("adaptation.0.do.unit: the device 'box' (bench) has no unit 'tpu'."
                                + " It has: cpu, npu, gpu."),
                unit.getMessage());
        InputException battery = assertThrows(
                InputException.class,
                () -> Bench.run(
                        Bench.ONE_CAMERA.replace("bench.yaml", "raspberry-pi-4").replace("unit: npu", "unit: cpu"),
                        rule("{battery_fraction_below: 0.2}", "{fps: 15}")));
        assertTrue(battery.getMessage().contains("which has none"), battery.getMessage());
        InputException network =
                assertThrows(InputException.class, () -> Bench.one(rule(ALWAYS, "{network: mobilnet_v1_0.25}")));
        assertTrue(network.getMessage().contains("adaptation.0.do"), network.getMessage());
        InputException warm = assertThrows(
                InputException.class,
                () -> Bench.one("pipelines.see.stages.find.infer.keep_warm=true", rule(ALWAYS, "{unit: cpu}")));
        assertTrue(warm.getMessage().contains("whose unit is kept warm"), warm.getMessage());
        InputException gathers = assertThrows(
                InputException.class,
                () -> Bench.one(
                        "pipelines.see.queue={policy: DROP_WHEN_BUSY}",
                        "devices.box.batching=[{unit: cpu, max_frames: 2}]",
                        rule(ALWAYS, "{unit: cpu}")));
        assertTrue(
                gathers.getMessage()
                        .contains("adaptation.0.do.unit: DROP_WHEN_BUSY lets no frame of stage 'find' wait"),
                gathers.getMessage());
        InputException substitute = assertThrows(
                InputException.class,
                () -> Bench.run(
                        Bench.ONE_CAMERA.replace("unit: npu}}", "unit: npu}, on_failure: {unit: cpu}}"),
                        rule(ALWAYS, "{network: fifty}")));
        assertTrue(
                substitute
                        .getMessage()
                        .contains("adaptation.0.do: changes the inference of stage 'find' of pipeline 'see',"
                                + " which has on_failure."),
                substitute.getMessage());
    }
}
