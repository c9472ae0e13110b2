package org.framebudget.sim.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.pipeline.RunOptions;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.pipeline.Simulation;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.KnownIds;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.ScenarioReader;
import org.framebudget.sim.scenario.ScenarioTemplates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan's three parts against plain runs of the same scenario. */
class CapacityPlannerTest {
    private static final CapacityPlanner.Effort EFFORT =
            new CapacityPlanner.Effort(5, RunOptions.DRAWS_MIN, RunOptions.DRAWS_MIN, new Grid.Steps(2, 2));

    private final ProfileRepository profiles = new ProfileRepository();

    @TempDir
    Path folder;

    private Scenario read(String template, String... sets) throws IOException {
        Path file = folder.resolve(template + ".yaml");
        Files.writeString(file, ScenarioTemplates.text(template));
        return ScenarioReader.read(file, List.of(sets), null, new KnownIds(profiles.ids(), List.of()));
    }

    private CapacityPlan plan(Scenario scenario) {
        return CapacityPlanner.plan(scenario, profiles, EFFORT, 2, share -> {});
    }

    /** What a run came to; not how long it took, nor its events, of which recording over time has some of its own. */
    private static String figures(RunOutcome outcome) {
        RunResult r = outcome.result();
        JsonNode streams = new ObjectMapper().valueToTree(r.streams());
        // the whole scenario alone says how sure it is
        streams.forEach(
                stream -> ((ObjectNode) stream).remove(List.of("miss_fraction_prediction95", "probability_meets")));
        JsonNode devices = new ObjectMapper().valueToTree(r.devices());
        devices.forEach(device -> {
            if (device.get("battery") instanceof ObjectNode battery) {
                battery.remove("hours_to_empty_prediction95");
            }
        });
        return List.of(streams, devices, r.slo(), r.simulatedS(), r.warnings()).toString();
    }

    @Test
    void aPlanSaysHowSureItIs() throws IOException {
        RunResult.Stream stream = plan(read("pi-cameras", "duration_s=5"))
                .whole()
                .result()
                .streams()
                .get(0);
        List<Double> prediction = Objects.requireNonNull(stream.missFractionPrediction95());
        List<Double> sampling = Objects.requireNonNull(stream.missFractionCi95());
        assertTrue(prediction.get(0) <= sampling.get(0) && sampling.get(1) <= prediction.get(1), stream + "");
        Double probability = Objects.requireNonNull(stream.probabilityMeets());
        assertEquals(Math.rint(probability * RunOptions.DRAWS_MIN), probability * RunOptions.DRAWS_MIN, 1e-9);
    }

    @Test
    void burstIsARunOfSixtySeconds() throws IOException {
        CapacityPlan plan = plan(read("phone", "duration_s=120"));
        RunOutcome run = Simulation.run(
                read("phone", "duration_s=60"), profiles, new RunOptions(5, 1, false, false, share -> {}));
        assertEquals(60, plan.burst().result().simulatedS(), 1e-9);
        assertEquals(figures(run), figures(plan.burst()));
        assertEquals(120, plan.whole().result().simulatedS(), 1e-9);
    }

    @Test
    void devicesAreRankedInTheFirstAndInTheThirtiethMinute() throws IOException {
        String text = """
                schema: framebudget/scenario/v1
                name: Two phones
                duration_s: 1800
                seed: 3
                environment: {ambient_deg_c: 35}
                devices:
                  - {id: fast, profile: pixel-4}
                  - {id: slow, profile: redmi-note-12r}
                cameras:
                  - {id: a, device: fast, width_px: 1280, height_px: 720, fps: 5}
                  - {id: b, device: slow, width_px: 1280, height_px: 720, fps: 5}
                pipelines:
                  - id: one
                    camera: a
                    budget_ms: 150
                    stages: [{id: find, infer: {network: efficientnet_lite0, input: 224x224, precision: int8, unit: npu}}]
                  - id: two
                    camera: b
                    budget_ms: 150
                    stages: [{id: find, infer: {network: mobilenet_v2_1.0, input: 224x224, precision: fp32, unit: cpu, threads: 1}}]
                """;
        Path file = folder.resolve("two.yaml");
        Files.writeString(file, text);
        Scenario scenario = ScenarioReader.read(file, List.of(), null, new KnownIds(profiles.ids(), List.of()));
        RunOutcome run = Simulation.run(scenario, profiles, new RunOptions(1, 1, true, false, share -> {}));
        assertEquals(1, DeviceRanks.inMinute(1, run).get("pixel-4"));
        assertEquals(2, DeviceRanks.inMinute(1, run).get("redmi-note-12r"));
        assertEquals(2, DeviceRanks.inMinute(30, run).size());
        RunOutcome shorter =
                Simulation.run(scenario.withDurationS(30), profiles, new RunOptions(1, 1, true, false, share -> {}));
        assertEquals(2, DeviceRanks.inMinute(1, shorter).size());
        assertEquals(0, DeviceRanks.inMinute(30, shorter).size());
    }

    @Test
    void burstOfAShorterScenarioIsTheScenario() throws IOException {
        CapacityPlan plan = plan(read("phone", "duration_s=20"));
        assertEquals(figures(plan.whole()), figures(plan.burst()));
    }

    @Test
    void aRecordedCameraHasNoSteadyStateAndThePlanSaysSo() throws IOException {
        StringBuilder trace = new StringBuilder("time_s\n");
        for (int frame = 0; frame < 300; frame++) {
            trace.append(frame / 30.0).append('\n');
        }
        Files.writeString(folder.resolve("frames.csv"), trace);
        CapacityPlan plan = plan(read("phone", "duration_s=10", "cameras.back.trace=frames.csv"));
        assertTrue(plan.sustained().isEmpty());
        assertTrue(
                plan.result().warnings().stream().anyMatch(w -> w.contains("no steady state")),
                plan.result().warnings().toString());
        assertEquals(null, plan.result().devices().get(0).meetsSustained());
        assertEquals(List.of(), PlanSchemaTest.problems(new ObjectMapper().valueToTree(plan.result())));
    }

    @Test
    void aPlanFollowsItsSchemaAndKeepsItsVerdict() throws IOException {
        CapacityPlan plan = plan(read("pi-cameras", "duration_s=20"));
        assertEquals(List.of(), PlanSchemaTest.problems(new ObjectMapper().valueToTree(plan.result())));
        assertEquals(plan.whole().result().slo().met(), plan.result().verdict().meets());
        assertEquals("1 of 1 objective is met.", plan.result().verdict().why());
        PlanResult explained = plan.result().withWhy("Because.");
        assertEquals("Because.", explained.verdict().why());
        assertEquals(plan.result(), explained.withWhy("1 of 1 objective is met."));
    }

    @Test
    void aKilledApplicationMeetsNothingEvenWithoutObjectives() throws IOException {
        CapacityPlan plan = plan(read("phone", "duration_s=20", "limits.memory_mb=21", "slo={}"));
        assertTrue(plan.whole().result().slo().met(), "the result's slo speaks of objectives alone");
        assertFalse(plan.result().verdict().meets());
        assertEquals(
                "A device ends before the run does. The scenario asks for no objective.",
                plan.result().verdict().why());
        assertFalse(plan.result().devices().get(0).meetsBurst());
        assertEquals(null, plan.result().devices().get(0).meetsSustained());
    }

    @Test
    void aBatteryThatEmptiesAfterTheFirstMinuteFailsTheWholeAlone() throws IOException {
        CapacityPlan plan =
                plan(read("phone", "duration_s=300", "devices.phone.battery.start_fraction=0.04", "slo={}"));
        assertFalse(plan.result().verdict().meets());
        assertTrue(plan.result().devices().get(0).meetsBurst());
        assertEquals(true, plan.result().devices().get(0).meetsSustained(), "the battery is held there");
    }

    @Test
    void threadsChangeNoFigure() throws IOException {
        Scenario scenario = read("phone", "duration_s=5");
        assertEquals(
                CapacityPlanner.plan(scenario, profiles, EFFORT, 1, share -> {}).result(),
                CapacityPlanner.plan(scenario, profiles, EFFORT, 4, share -> {}).result());
        assertFalse(plan(scenario).result().citations().isEmpty());
    }
}
