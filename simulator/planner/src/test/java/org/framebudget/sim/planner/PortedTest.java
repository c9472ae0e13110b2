package org.framebudget.sim.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.scenario.KnownIds;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.Scenario.Infer;
import org.framebudget.sim.scenario.Scenario.StageSpec;
import org.framebudget.sim.scenario.ScenarioReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scenario on another profile: which unit, in what precision, and what is left out. */
class PortedTest {
    private static final String FIND = PlannerBench.ONE_STAGE.replace(
            "{id: work, postprocess: {unit: cpu, mean_ms: 20}}",
            "{id: find, infer: {network: ten, input: 224x224, precision: int8, unit: npu}}");

    @TempDir
    Path folder;

    private PlannerBench bench;

    @BeforeEach
    void copyTheProfile() {
        bench = new PlannerBench(folder);
    }

    private Ported to(Scenario scenario, @Nullable String unit) {
        return Ported.to(scenario, "box", "other.yaml", unit, bench.trials(scenario, 0));
    }

    private static Scenario ran(Ported ported) {
        assertNull(ported.reason());
        return Objects.requireNonNull(ported.scenario());
    }

    private static StageSpec stage(Scenario scenario, int index) {
        return scenario.pipelines().get(0).stages().get(index);
    }

    private static Infer infer(Ported ported) {
        return ran(ported).pipelines().get(0).stages().stream()
                .map(StageSpec::infer)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anInferenceGoesToTheFastestUnit() {
        bench.other(PlannerBench.row("int8", "npu", 30) + PlannerBench.row("int8", "cpu", 20));
        Ported ported = to(bench.read(FIND), null);
        assertEquals("cpu", infer(ported).unit());
        assertEquals("cpu", ported.unit());
        assertEquals("int8", ported.precision());
        assertEquals("other.yaml", ran(ported).devices().get(0).profile());
        assertEquals(List.of(), ported.sentences());
    }

    @Test
    void aNamedUnitIsTakenThoughAnotherIsFaster() {
        bench.other(PlannerBench.row("int8", "npu", 30) + PlannerBench.row("int8", "cpu", 20));
        assertEquals("npu", infer(to(bench.read(FIND), "npu")).unit());
    }

    @Test
    void aUnitThatTheProfileLacksIsNoPlaceToGo() {
        bench.other(PlannerBench.row("int8", "npu", 30));
        assertEquals(
                "other has no unit 'gpu'. It has: cpu, npu.",
                to(bench.read(FIND), "gpu").reason());
    }

    @Test
    void itsOwnPrecisionGoesBeforeAFasterOne() {
        bench.other(PlannerBench.row("fp16", "npu", 5) + PlannerBench.row("int8", "cpu", 20));
        Ported ported = to(bench.read(FIND), null);
        assertEquals("cpu", infer(ported).unit());
        assertEquals("int8", infer(ported).precision());
    }

    @Test
    void withoutItsOwnPrecisionItRunsInOneThatWasMeasuredAndSaysSo() {
        bench.other(PlannerBench.row("fp16", "npu", 5) + PlannerBench.row("fp32", "cpu", 20));
        Ported any = to(bench.read(FIND), null);
        assertEquals("npu", infer(any).unit());
        assertEquals("fp16", infer(any).precision());
        assertEquals(
                List.of("'find' runs in fp16 instead of int8, which no unit of it was measured in."), any.sentences());
        Ported named = to(bench.read(FIND), "cpu");
        assertEquals("fp32", infer(named).precision());
        assertEquals(
                List.of("'find' runs in fp32 instead of int8, which its cpu was not measured in."), named.sentences());
    }

    @Test
    void int8HardwareIsNotCalledAsFastInFp32() {
        ProfileRepository profiles = new ProfileRepository((Path) null);
        Scenario scenario = ScenarioReader.read(
                Path.of("../../scenarios/library/low-end-phone-cpu-mobilenet/scenario.yaml"),
                List.of(),
                null,
                KnownIds.ANY);
        Ported ported =
                Ported.to(scenario, scenario.devices().get(0).id(), "pixel-4", null, new Trials(scenario, profiles, 0));
        Infer infer = infer(ported);
        assertTrue(
                profiles.load("pixel-4", Path.of(".")).latency().rows().stream()
                        .anyMatch(row -> row.unit().equals(infer.unit())
                                && row.precision().equals(infer.precision())),
                infer.toString());
    }

    @Test
    void whatNoUnitRunsSaysWhy() {
        bench.other(PlannerBench.row("int8", "npu", 30).replace("ten", "fifty"));
        Ported ported = to(bench.read(FIND), null);
        assertNull(ported.scenario());
        assertEquals("No unit of other runs ten at 224 × 224 px.", ported.reason());
    }

    @Test
    void otherStagesGoToTheCpuAndKeepTheirStatedTimes() {
        bench.other(PlannerBench.row("int8", "npu", 30));
        Ported ported = to(
                bench.read(FIND.replace(
                        "    stages:", "    stages:\n      - {id: pre, preprocess: {unit: npu, mean_ms: 3}}")),
                null);
        assertEquals("cpu", stage(ran(ported), 0).unit());
        assertEquals(
                List.of("Stated times of stages are kept as they are.", "'pre' runs on its cpu instead of npu."),
                ported.sentences());
    }

    @Test
    void preprocessingWithoutACostHasNoPlace() {
        bench.other(
                PlannerBench.row("int8", "npu", 30),
                "    preprocess: {fixed_ms: {value: 10, low: 8, high: 12}, ns_per_px: 0}\n",
                "");
        String text = FIND.replace("    stages:", "    stages:\n      - {id: pre, preprocess: {unit: cpu}}");
        assertEquals(
                "other has no cost of preprocessing on its cpu for the stage 'pre': state its mean_ms.",
                to(bench.read(text), null).reason());
    }

    @Test
    void whatTheDeviceLacksIsLeftOutAndSaid() {
        bench.other(PlannerBench.row("int8", "npu", 30));
        bench.profile(
                "    - {id: skin, capacity_j_per_k: 10, to_ambient_k_per_w: 5}\n",
                "    - {id: skin, capacity_j_per_k: 10, to_ambient_k_per_w: 5}\n"
                        + "    - {id: junction, capacity_j_per_k: 10, to_ambient_k_per_w: 5}\n");
        Scenario scenario = bench.read(FIND.replace(
                        "profile: bench.yaml}",
                        "profile: bench.yaml, case: thick, fan: small, battery: {start_fraction: 0.5},"
                                + " clocks: [{unit: npu, clock_mhz: 700}],"
                                + " failures: [{unit: gpu, at_s: 1}, {unit: npu, at_s: 1, for_s: 1}],"
                                + " batching: [{unit: gpu, max_frames: 4}]}")
                .replace(
                        "{miss_fraction_max: 0.001}",
                        "{junction_deg_c_max: 90, battery_hours_min: 3, skin_deg_c_max: 43}"));
        Ported ported = to(scenario, null);
        Scenario moved = ran(ported);
        assertEquals(
                List.of(
                        "It has no battery: the charge at the start is left out.",
                        "Its profile describes no case 'thick': it runs without.",
                        "Its profile describes no fan 'small': it runs without.",
                        "Left out: failures of units that it has not.",
                        "Left out: clocks that it has not.",
                        "Left out: batching on units that it has not.",
                        "The objective of 3 h of battery is left out: it has none.",
                        "The objective of 90 °C of junction is left out: its profile has no such node."),
                ported.sentences());
        assertEquals(1, moved.devices().get(0).failures().size());
        assertEquals(43, moved.slo().skinDegCMax());
        assertNull(moved.slo().junctionDegCMax());
    }

    @Test
    void aComparisonNeedsTwoUnits() {
        String text = FIND.replace("unit: npu}}", "unit: npu}, compare: {unit: cpu, check: {unit: cpu, mean_ms: 1}}}");
        bench.other(PlannerBench.row("int8", "npu", 30) + PlannerBench.row("int8", "cpu", 20));
        StageSpec both = stage(ran(to(bench.read(text), null)), 0);
        assertEquals("cpu", both.unit());
        assertEquals("npu", Objects.requireNonNull(both.compare()).second().unit());
        bench.other(PlannerBench.row("int8", "npu", 30));
        assertEquals(
                "No other unit of other runs ten at 224 × 224 px.",
                to(bench.read(text), null).reason());
    }

    @Test
    void aSubstituteWithoutAUnitIsLeftOut() {
        bench.other(PlannerBench.row("int8", "npu", 30));
        Ported ported = to(bench.read(FIND.replace("unit: npu}}", "unit: npu}, on_failure: {unit: cpu}}")), null);
        assertNull(stage(ran(ported), 0).onFailure());
        assertEquals(
                List.of("What stands in for 'find' while its unit is lost is left out: no other unit runs it."),
                ported.sentences());
    }

    @Test
    void aRuleThatCannotWorkThereIsLeftOut() {
        bench.other(PlannerBench.row("int8", "npu", 30));
        String rules = "adaptation:\n  - {when: {battery_fraction_below: 0.2}, do: {fps: 10}}\n"
                + "  - {when: {miss_fraction_above: 0.2, for_s: 1}, do: {fps: 15}}\n"
                + "  - {when: {skin_deg_c_above: 40}, do: {unit: cpu}}\n";
        Ported ported = to(bench.read(FIND + rules), null);
        assertEquals(
                List.of(2),
                ran(ported).adaptation().stream().map(rule -> rule.number()).toList());
        assertEquals(
                List.of(
                        "The rule 'battery below 20 %: 10 fps' cannot work there and is left out.",
                        "The rule 'skin above 40 °C: on cpu' cannot work there and is left out."),
                ported.sentences());
    }

    @Test
    void anotherDeviceStaysAsItIs() {
        bench.other(PlannerBench.row("int8", "npu", 30) + PlannerBench.row("int8", "cpu", 20));
        String text =
                FIND.replace("profile: bench.yaml}", "profile: bench.yaml}\n  - {id: server, profile: bench.yaml}")
                                .replace("{id: find,", "{id: find, device: server,")
                        + "links: [{id: wire, from: box, to: server, rtt_ms: 1, bandwidth_mbit_s: 100}]\n";
        Scenario moved = ran(to(bench.read(text), null));
        assertEquals("bench.yaml", moved.devices().get(1).profile());
        assertEquals("npu", stage(moved, 0).unit());
        assertEquals("other.yaml", moved.devices().get(0).profile());
    }

    @Test
    void camerasOfOnePipelineOnTwoDevicesCannotPart() {
        bench.other(PlannerBench.row("int8", "npu", 30) + PlannerBench.row("int8", "cpu", 20));
        String text = FIND.replace(
                        "profile: bench.yaml}", "profile: bench.yaml}\n  - {id: second, profile: bench.yaml}")
                .replace(
                        "delivery_ms: 1}",
                        "delivery_ms: 1}\n  - {id: cam2, device: second, width_px: 640, height_px: 480, fps: 30}")
                .replace("camera: cam", "cameras: [cam, cam2]");
        String reason = to(bench.read(text), null).reason();
        assertNotNull(reason);
        assertTrue(reason.contains("'find' cannot be different on one of them"), reason);
        assertNull(to(bench.read(text), "npu").reason());
    }
}
