package org.framebudget.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.planner.CapacityPlanner;
import org.framebudget.sim.planner.PlanResult;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.ScenarioReader;
import org.junit.jupiter.api.Test;

/** What people asked of the computers around their detectors: the bus, the processor, the small board. */
class UserStoriesHostTest {
    private static final String FOUR_K = "nvr-4k-cpu";

    // story 4, frigate issue 5461

    @Test
    void othersOnTheBusWidenTheTimesAndFramesAreSkippedThoughTheModelIsAsFast() {
        RunResult quiet = Shipped.result("nvr-shared-usb", "devices.nvr.link_traffic=[]");
        RunResult busy = Shipped.result("nvr-shared-usb");
        RunResult.Stage before = quiet.streams().get(0).stages().get(0);
        RunResult.Stage with = busy.streams().get(0).stages().get(0);
        assertEquals(before.invoke(), with.invoke());
        assertEquals(10.02, value(before.meanMs()), 0.05);
        assertEquals(10.6, value(before.p99Ms()), 0.3);
        assertTrue(value(with.meanMs()) > 12.5 && value(with.meanMs()) < 15, "" + with.meanMs());
        assertTrue(value(with.p99Ms()) > 30 && value(with.p99Ms()) < 45, "" + with.p99Ms());
        assertEquals(0, skipped(quiet));
        assertTrue(skipped(busy) > 0.04, "" + skipped(busy));
    }

    private static double value(Double ms) {
        return ms == null ? Double.NaN : ms;
    }

    private static double skipped(RunResult result) {
        return result.streams().stream()
                .mapToDouble(RunResult.Stream::droppedFraction)
                .average()
                .orElseThrow();
    }

    // story 6, frigate issue 2937

    @Test
    void theProcessorIsAsBusyAsMeasuredAtRatesThatItsCostWasNotFittedTo() {
        // fitted at 5 fps
        assertEquals(0.85, cpu(5), 0.005);
        assertEquals(0.94, cpu(7), 0.02);
        assertEquals(1.0, cpu(8), 0.03);
        // 70.2 % of the time for (12 + 5) x 6 frames a second of 3840 x 2160
        assertEquals(0.8298, 702 / (17 * 6 * 3840 * 2160 * 1e-6), 5e-5);
    }

    private static double cpu(int fps) {
        return Shipped.result(FOUR_K, "cameras.detect.fps=" + fps).devices().get(0).units().stream()
                .filter(unit -> unit.id().equals("cpu"))
                .mapToDouble(RunResult.Unit::utilisation)
                .sum();
    }

    @Test
    void atEightFpsTheProcessorBindsAndAnotherCoralChangesNothing() {
        RunResult three = Shipped.result(FOUR_K);
        RunResult four = UserStoriesDetectorsTest.sticks(FOUR_K, 4);
        for (RunResult result : new RunResult[] {three, four}) {
            assertTrue(!result.slo().met());
            RunResult.Bottleneck bottleneck = result.bottleneck();
            assertNotNull(bottleneck);
            assertEquals("cpu", bottleneck.unit());
        }
        assertEquals(misses(three), misses(four), 0.001);
    }

    private static double misses(RunResult result) {
        return result.streams().stream()
                .mapToDouble(RunResult.Stream::missFraction)
                .max()
                .orElseThrow();
    }

    @Test
    void halfTheResolutionOfDetectionIsOfferedFirst() {
        Scenario scenario = ScenarioReader.read(
                Shipped.FOLDER.resolve(FOUR_K).resolve("scenario.yaml"), List.of("duration_s=120"), null);
        List<PlanResult.Alternative> offered = CapacityPlanner.alternatives(scenario, new ProfileRepository(null), 2);
        PlanResult.Alternative first = offered.get(0);
        assertTrue(first.meets() && first.cheapest(), first.change());
        assertTrue(first.change().contains("Camera pictures of 1920 × 1080 px instead of 3840 × 2160"), first.change());
        List<PlanResult.Alternative> more = offered.stream()
                .filter(other -> other.change().contains("One more coral-usb on nvr: 4 answer from one queue"))
                .toList();
        assertTrue(!more.isEmpty() && more.stream().noneMatch(PlanResult.Alternative::meets), "" + offered);
    }

    // story 7, frigate issue 704

    @Test
    void aPi4TakesFourCamerasWithACoralAndNotOneWithout() {
        Double with = cameras("pi-four-cameras-coral");
        assertTrue(with != null && with >= 4, "" + with);
        Double without = cameras("pi-one-camera-cpu");
        assertEquals(0.0, without, "no number of cameras fits");
        RunResult one = Shipped.result("pi-one-camera-cpu");
        RunResult.Invoke invoke = one.streams().get(0).stages().get(1).invoke();
        assertNotNull(invoke);
        assertTrue(5 * invoke.ms() > 1000, "five inferences take more than the second they have");
        RunResult.Bottleneck bottleneck = one.bottleneck();
        assertNotNull(bottleneck);
        assertEquals("cpu", bottleneck.unit());
    }

    private static Double cameras(String name) {
        return UserStoriesDetectorsTest.plan(name, "duration_s=60").headroom().stream()
                .filter(h -> h.axis().equals("cameras"))
                .findFirst()
                .map(PlanResult.Headroom::maxBurst)
                .orElseThrow();
    }
}
