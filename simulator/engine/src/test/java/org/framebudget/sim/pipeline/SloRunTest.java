package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import org.framebudget.sim.results.RunResult;
import org.junit.jupiter.api.Test;

/** Objectives against whole runs. */
class SloRunTest {
    private static RunResult.Check check(String objective, double limit, String... sets) {
        String[] all = new String[sets.length + 1];
        all[0] = "slo." + objective + "=" + (limit == Math.rint(limit) ? Long.toString((long) limit) : limit);
        System.arraycopy(sets, 0, all, 1, sets.length);
        RunResult result = Bench.run(Bench.ONE_CAMERA, all);
        assertEquals(1, result.slo().checks().size());
        RunResult.Check check = result.slo().checks().get(0);
        assertEquals(objective, check.name());
        assertEquals(limit, check.limit());
        assertEquals(check.met(), result.slo().met());
        return check;
    }

    @Test
    void withoutObjectivesEverythingIsMet() {
        RunResult result = Bench.run(Bench.ONE_CAMERA, "pipelines.see.budget_ms=1");
        assertTrue(result.slo().met());
        assertTrue(result.slo().checks().isEmpty());
    }

    @Test
    void aSpecificationMeetsNoObjectiveAndAnEmptyListIsNone() {
        String car = Bench.ONE_CAMERA
                .replace("bench.yaml", "automotive-dual-npu")
                .replace("network: ten", "network: mobilenet_v2_1.0");
        assertTrue(Bench.run(car).slo().met());
        RunResult held = Bench.run(car, "slo.miss_fraction_max=0.5");
        assertTrue(held.slo().checks().get(0).met());
        assertFalse(held.slo().met());
    }

    @Test
    void eachObjectiveHoldsAtItsLimitAndFailsBeyond() {
        // 299 results of 300 frames in 10 s, one late fraction at will
        assertTrue(check("miss_fraction_max", 0).met());
        assertFalse(check("miss_fraction_max", 0.9, "pipelines.see.budget_ms=9").met());
        assertTrue(check("processed_fps_min", 29.9).met());
        assertFalse(check("processed_fps_min", 29.91).met());
        assertTrue(check("useful_fps_min", 29.9).met());
        assertFalse(check("useful_fps_min", 0.1, "pipelines.see.stale_ms=44").met());
        assertTrue(
                check("consecutive_miss_max", 299, "pipelines.see.budget_ms=9").met());
        assertFalse(
                check("consecutive_miss_max", 298, "pipelines.see.budget_ms=9").met());
        assertTrue(check("photon_to_result_p99_ms_max", 45).met());
        assertFalse(check("photon_to_result_p99_ms_max", 44.99).met());
        // runtime 10 MB, weights 2 MB held twice, arena 1 MB, and a frame of 0.4608 MB
        assertEquals(15.4608, check("memory_mb_max", 15.4608).actual(), 1e-9);
        assertTrue(check("memory_mb_max", 15.4608).met());
        assertFalse(check("memory_mb_max", 15.46).met());
    }

    @Test
    void powerAndTemperatureAreHeldToTheirScopes() {
        RunResult.Device device = Bench.box();
        assertTrue(check("power_w_max", device.averagePowerW()).met());
        assertFalse(check("power_w_max", device.averagePowerW() * 0.999).met());
        assertTrue(check("app_power_w_max", device.appPowerW()).met());
        assertFalse(check("app_power_w_max", device.appPowerW() * 0.999).met());
        assertTrue(check("skin_deg_c_max", 200).met());
        assertFalse(check("skin_deg_c_max", 25.1).met());
    }

    @Test
    void theWorstStreamCounts() {
        RunResult result = Bench.run(
                Bench.ONE_CAMERA,
                "cameras.cam.count=2",
                "cameras.cam.phase_ms=0",
                "pipelines.see.budget_ms=15",
                "slo.miss_fraction_max=0.5");
        // the first is always on time, the second always late
        assertEquals(0, result.streams().get(0).late());
        assertEquals(
                result.streams().get(1).missedFraction(),
                result.slo().checks().get(0).actual());
        assertFalse(result.slo().met());
    }

    @Test
    void anObjectiveThatTheRunCannotJudgeIsNotMet() {
        // too few results for a 99th percentile of gaps; a network without published accuracy
        RunResult.Check gap = check("result_gap_p99_ms_max", 1_000);
        assertNull(gap.actual());
        assertFalse(gap.met());
        assertTrue(check("result_gap_p99_ms_max", 34, "duration_s=100").met());
        assertFalse(check("result_gap_p99_ms_max", 33, "duration_s=100").met());
        assertNull(check("accuracy_min", 0.1).actual());
    }

    @Test
    void publishedAccuracyIsHeldAgainstItsObjective() {
        RunResult result = Bench.run(
                Bench.BUSY_PHONE.replace("mobilenet_edgetpu_1.75", "mobilenet_edgetpu_1.0"),
                "slo.accuracy_min=0.999",
                "duration_s=1");
        assertFalse(result.slo().met());
    }

    @Test
    void theBusiestUnitIsNotBlamedForPower() {
        RunResult result = Bench.run(Bench.ONE_CAMERA, "slo={app_power_w_max: 0.001, miss_fraction_max: 0.01}");
        RunResult.Bottleneck bottleneck = Objects.requireNonNull(result.bottleneck());
        assertEquals("npu", bottleneck.unit());
        assertTrue(
                bottleneck
                        .why()
                        .matches(
                                "no unit is short of time: frames ask for 30 % of the npu's time; app_power_w_max is not"
                                        + " met: [0-9.]+, asked at most 0.001"),
                bottleneck.why());
        RunResult slow = Bench.run(
                Bench.ONE_CAMERA,
                "pipelines.see.stages.find.infer.network=fifty",
                "slo={app_power_w_max: 0.001, miss_fraction_max: 0.01}");
        assertEquals(
                "frames ask for 150 % of the npu's time",
                Objects.requireNonNull(slow.bottleneck()).why());
    }

    @Test
    void aDeviceWithoutABatteryAssumesNothingOfOne() {
        RunResult box = Bench.run(Bench.ONE_CAMERA, "duration_s=1");
        assertTrue(box.assumptions().stream().noneMatch(words -> words.contains("battery")), box.assumptions() + "");
        RunResult phone =
                Bench.run(Bench.ONE_CAMERA.replace("bench.yaml", "pixel-4").replace("ten", "efficientnet_lite0"));
        assertTrue(phone.assumptions().contains("devices.box.battery.start_fraction: 1 (default)"));
    }

    @Test
    void batteryHoursAreThoseOfTheDevice() {
        String[] sets = {"duration_s=60", "slo.battery_hours_min=0.9"};
        RunResult result = Bench.run(Bench.BUSY_PHONE, sets);
        RunResult.Battery battery = result.devices().get(0).battery();
        assertEquals(
                battery == null ? null : battery.hoursToEmpty(),
                result.slo().checks().get(0).actual());
        assertTrue(result.slo().met());
        assertFalse(Bench.run(Bench.BUSY_PHONE, "duration_s=60", "slo.battery_hours_min=100")
                .slo()
                .met());
    }

    @Test
    void aKilledRunMeetsNoObjective() {
        RunResult result = Bench.run(Bench.ONE_CAMERA, "limits.memory_mb=5", "slo.miss_fraction_max=1");
        assertTrue(result.slo().checks().get(0).met());
        assertFalse(result.slo().met());
    }

    @Test
    void framesOverdueInALongQueueAtTheEndAreMissedWhereObjectivesAreChecked() {
        String[] slow = {
            "slo={miss_fraction_max: 0.05}",
            "pipelines.see.stages.find.infer.network=fifty",
            "pipelines.see.budget_ms=500",
            "pipelines.see.frames_in_flight_max=1000",
            "pipelines.see.queue={policy: FIFO, capacity: 1000}"
        };
        RunResult over = Bench.run(Bench.ONE_CAMERA, slow);
        String waits = " of 300 frames still wait when the run ends";
        assertTrue(over.warnings().stream().anyMatch(w -> w.contains(waits)), over.warnings() + "");
        RunResult.Stream stream = over.streams().get(0);
        // fed 30 and answering 20 a second: of 300 frames 100 wait, 85 or so for more than half a second
        assertEquals(85, Objects.requireNonNull(stream.overdue()), 2);
        assertTrue(stream.overdue() < stream.inFlight());
        double missed = (double) (stream.late() + stream.dropped() + stream.overdue()) / stream.captured();
        assertEquals(missed, Objects.requireNonNull(over.slo().checks().get(0).actual()), 1e-12);
        slow[4] = "pipelines.see.queue={policy: FIFO, capacity: 2}";
        RunResult few = Bench.run(Bench.ONE_CAMERA, slow[0], slow[1], slow[2], slow[4]);
        assertTrue(few.warnings().stream().noneMatch(w -> w.contains(waits)), few.warnings() + "");
    }
}
