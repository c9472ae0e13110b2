package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.framebudget.sim.results.RunResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Power, heat, memory and battery of whole runs; the test bench by hand, phones by their balances. */
class DeviceRunTest {
    /** Base, idle units, and a camera of 9.216 megapixels a second. */
    private static final double REST_W = 1 + 0.1 + 0.2;

    private static final double CAMERA_W = 0.3 + 640 * 480 * 30 * 10e-9;

    @Test
    void powerIsBaseIdleCameraAndTheBusyShareOfActive() {
        RunResult.Device device = Bench.box("duration_s=100");
        // 2,998 whole inferences and what the last one has done by the end
        double busyS = device.units().get(1).utilisation() * 100;
        assertEquals(2_998.5 * 0.010, busyS, 0.006);
        double powerW = REST_W + CAMERA_W + (4.2 - 0.2) * busyS / 100;
        assertEquals(powerW, device.averagePowerW(), 1e-9);
        assertEquals(powerW - REST_W, device.appPowerW(), 1e-9);
        assertEquals(CAMERA_W, device.cameraPowerW(), 1e-9);
        assertEquals(100 * powerW, device.energyJ(), 1e-7);
        assertEquals(
                device.energyJ(),
                device.energyByComponentJ().values().stream()
                        .mapToDouble(j -> j)
                        .sum(),
                1e-9);
        assertEquals(0.2 * 100 + 4 * busyS, device.energyByComponentJ().get("npu"), 1e-9);
        assertEquals(1, device.units().get(1).clockFractionMean());
        assertNull(device.battery());
        assertNull(device.killedAtS());
    }

    @Test
    void aRecordedCameraTakesThePowerOfItsOwnFrames(@TempDir Path folder) {
        StringBuilder csv = new StringBuilder("frame_start_s\n");
        for (int frame = 0; frame < 600; frame++) {
            csv.append(frame / 60.0).append('\n');
        }
        String trace = Bench.file(folder, "frames.csv", csv.toString());
        assertEquals(
                0.3 + 640 * 480 * 60 * 10e-9,
                Bench.box("cameras.cam.trace=" + trace).cameraPowerW(),
                1e-9);
    }

    @Test
    void energyPerInferenceIsGivenGrossAndAboveIdle() {
        RunResult.Device device = Bench.box("duration_s=100");
        Double gross = device.energyPerInferenceGrossMj();
        Double above = device.energyPerInferenceAboveIdleMj();
        assertNotNull(gross);
        assertNotNull(above);
        // 4 W above idle for 10 ms, and 0.2 W of idle power for 33.3 ms
        assertEquals(40, above, 0.05);
        assertEquals(40 + 0.2 * 1e3 / 30, gross, 0.05);
    }

    @Test
    void aUnitThatIsKeptWarmTakesItsActivePowerAllTheTime() {
        RunResult.Device device = Bench.box("pipelines.see.stages.find.infer.keep_warm=true");
        assertEquals(42, device.energyByComponentJ().get("npu"), 1e-9);
        assertEquals(0.3, device.units().get(1).utilisation(), 0.01);
    }

    @Test
    void theScreenTakesItsPowerAndIsNoPartOfTheApplication() {
        RunResult.Device device = Bench.box("devices.box.screen_fraction=0.5");
        assertEquals(10 * (0.5 + 0.5 * 1.5), device.energyByComponentJ().get("screen"), 1e-9);
        assertEquals(Bench.box().appPowerW(), device.appPowerW(), 1e-9);
    }

    @Test
    void aCameraWithItsOwnSupplyAddsNoPowerAndNoHeatAndItsFramesStay() {
        String second = Bench.ONE_CAMERA.replace(
                "pipelines:",
                "  - {id: street, device: box, width_px: 640, height_px: 480, fps: 30, delivery_ms: 5, powered_by: own}\npipelines:");
        assertEquals(CAMERA_W, Bench.run(second).devices().get(0).cameraPowerW(), 1e-9);
        RunResult own = Bench.run(Bench.ONE_CAMERA, "cameras.cam.powered_by=own");
        RunResult fed = Bench.run(Bench.ONE_CAMERA);
        RunResult.Device device = own.devices().get(0);
        assertEquals(0, device.cameraPowerW(), 0);
        assertEquals(fed.devices().get(0).averagePowerW() - CAMERA_W, device.averagePowerW(), 1e-9);
        assertEquals(fed.devices().get(0).appPowerW() - CAMERA_W, device.appPowerW(), 1e-9);
        // 10 J/K and 5 K/W: ten seconds are a fifth of the node's time constant
        assertEquals(
                CAMERA_W * 5 * (1 - Math.exp(-10 / 50.0)),
                fed.devices().get(0).temperatureDegC().get("skin").end()
                        - device.temperatureDegC().get("skin").end(),
                1e-6);
        assertEquals(fed.streams(), own.streams());
    }

    @Test
    void theNodeWarmsByItsTimeConstant() {
        // 5 K/W and 10 J/K: 50 s. Power is constant but for its ripple of 100 ms
        RunResult.Device device = Bench.box("duration_s=100");
        double settledK = 5 * device.averagePowerW();
        assertEquals(
                25 + settledK * (1 - Math.exp(-2)),
                device.temperatureDegC().get("skin").end(),
                0.01);
        assertEquals(
                device.temperatureDegC().get("skin").end(),
                device.temperatureDegC().get("skin").max(),
                0.01);
        RunResult.Device hot = Bench.box("duration_s=100", "devices.box.start_deg_c=60");
        assertEquals(60, hot.temperatureDegC().get("skin").max());
        assertEquals(
                25 + settledK + (35 - settledK) * Math.exp(-2),
                hot.temperatureDegC().get("skin").end(),
                0.01);
    }

    @Test
    void theAirFollowsItsTrace(@TempDir Path folder) {
        String trace = Bench.file(folder, "air.csv", "time_s,ambient_deg_c\n0,20\n200.03,40\n");
        RunResult.Device device = Bench.box("environment.ambient_trace=" + trace, "duration_s=250");
        double settledK = 5 * device.averagePowerW();
        double at200 = 20 + settledK * (1 - Math.exp(-200.03 / 50));
        assertEquals(
                40 + settledK + (at200 - 40 - settledK) * Math.exp(-(250 - 200.03) / 50),
                device.temperatureDegC().get("skin").end(),
                0.02);
        assertTrue(device.energyBalanceErrorJ() < 1e-6);
        assertEquals((20 * 200.03 + 40 * 49.97) / 250, device.ambientDegC(), 1e-9);
        String late = Bench.file(folder, "late.csv", "time_s,ambient_deg_c\n10,20\n12,40\n1000,0\n");
        assertEquals(
                (12 * 20 + 8 * 40) / 20.0,
                Bench.box("environment.ambient_trace=" + late, "duration_s=20").ambientDegC(),
                1e-9);
        assertEquals(25, Bench.box().ambientDegC());
    }

    @Test
    void heatAndEnergyBalanceOnEveryDevice() {
        for (String profile : new String[] {"pixel-6", "pixel-4"}) {
            RunResult.Device phone = Bench.run(
                            Bench.BUSY_PHONE.replace("pixel-6", profile).replace("edgetpu_1.75", "edgetpu_1.0"),
                            "duration_s=120",
                            "devices.phone.start_deg_c=38")
                    .devices()
                    .get(0);
            assertTrue(phone.energyBalanceErrorJ() < 1e-6, profile + ": " + phone.energyBalanceErrorJ() + " J");
            assertEquals(phone.energyJ(), phone.averagePowerW() * 120, 1e-6);
            assertEquals(
                    phone.energyJ(),
                    phone.energyByComponentJ().values().stream()
                            .mapToDouble(j -> j)
                            .sum(),
                    1e-6);
        }
    }

    @Test
    void anApplicationThatPassesItsMemoryLimitIsKilled() {
        // 50 ms per frame at 30 fps: the queue grows by 10 frames a second of 0.4608 MB above 20 MB held for good
        RunResult result = Bench.run(
                Bench.ONE_CAMERA,
                "pipelines.see.stages.find.infer.network=fifty",
                "pipelines.see.queue={policy: FIFO, capacity: 1000}",
                "limits.memory_mb=30");
        RunResult.Device device = result.devices().get(0);
        Double killedAtS = device.killedAtS();
        assertNotNull(killedAtS);
        // 22 frames in memory are too many: first when frame number k is delivered with k + 1 - floor(k / 1.5) = 22
        assertEquals(0.05 + 61 / 30.0, killedAtS, 1e-8);
        assertEquals(20 + 22 * 0.4608, device.peakMemoryMb() == null ? 0 : device.peakMemoryMb(), 1e-9);
        RunResult.Stream stream = result.streams().get(0);
        assertBalanced(stream);
        assertEquals(300, stream.requested());
        assertEquals((long) Math.ceil(killedAtS * 30), stream.captured(), 1);
        assertEquals((killedAtS - 0.05) * 20, stream.processed(), 1);
        assertTrue(stream.dropped() >= 21, stream.dropped() + " dropped");
        assertTrue(result.warnings().stream().anyMatch(w -> w.contains("killed") && w.contains("memory")));
        // afterwards units idle and the camera is off
        double busyS = device.units().get(1).utilisation() * 10;
        assertEquals(killedAtS - 0.05, busyS, 1e-6);
        assertEquals(CAMERA_W * killedAtS, device.cameraPowerW() * 10, 1e-6);
    }

    @Test
    void anApplicationThatNeverFitsIsKilledAtOnce() {
        RunResult result = Bench.run(Bench.ONE_CAMERA, "limits.memory_mb=14.9");
        Double killedAtS = result.devices().get(0).killedAtS();
        assertNotNull(killedAtS);
        assertEquals(0, killedAtS);
        assertEquals(0, result.streams().get(0).captured());
        assertBalanced(result.streams().get(0));
        assertNull(Bench.box("limits.memory_mb=16").killedAtS());
    }

    @Test
    void theKillComesAtTheInstantThatTheLimitIsPassed() {
        // the first frame's delivery, 50 ms after the start, passes it; its result would come 10 ms later
        RunResult result = Bench.run(Bench.ONE_CAMERA, "limits.memory_mb=15.2");
        Double killedAtS = result.devices().get(0).killedAtS();
        assertNotNull(killedAtS);
        assertEquals(0.05, killedAtS, 1e-9);
        RunResult.Stream stream = result.streams().get(0);
        assertEquals(0, stream.processed());
        assertEquals(1, stream.dropped());
        // frame 1 started at 33 ms and was on its way
        assertEquals(1, stream.inFlight());
        assertBalanced(stream);
    }

    @Test
    void aDeviceThatIsOffHasNoIdlePowerToTakeFromItsInferences() {
        String empties = "devices.phone.battery.start_fraction=0.08";
        RunResult.Device shorter =
                Bench.run(Bench.BUSY_PHONE, "duration_s=600", empties).devices().get(0);
        RunResult.Device longer = Bench.run(Bench.BUSY_PHONE, "duration_s=6000", empties)
                .devices()
                .get(0);
        assertNotNull(longer.killedAtS());
        assertEquals(shorter.killedAtS(), longer.killedAtS());
        Double above = shorter.energyPerInferenceAboveIdleMj();
        assertNotNull(above);
        assertTrue(above > 0);
        assertEquals(above, longer.energyPerInferenceAboveIdleMj());
    }

    @Test
    void anEmptyBatteryEndsTheRunAndKeepsTheBalance() {
        String[] sets = {"duration_s=600", "devices.phone.battery.start_fraction=0.08"};
        RunResult result = Bench.run(Bench.BUSY_PHONE, sets);
        RunResult.Device phone = result.devices().get(0);
        Double killedAtS = phone.killedAtS();
        assertNotNull(killedAtS);
        assertTrue(killedAtS > 10 && killedAtS < 590, "killed at " + killedAtS);
        RunResult.Battery battery = phone.battery();
        assertNotNull(battery);
        Double hours = battery.hoursToEmpty();
        assertNotNull(hours);
        assertEquals(killedAtS / 3600, hours, 1e-9);
        assertTrue(battery.endFraction() >= 0 && battery.endFraction() < 0.08);
        result.streams().forEach(DeviceRunTest::assertBalanced);
        for (RunResult.Stream stream : result.streams()) {
            assertTrue(stream.captured() < stream.requested());
        }
        assertTrue(phone.energyBalanceErrorJ() < 1e-6);
        // a run that ends between the last charge and the next look at it knows too
        RunResult.Battery shorter = Bench.run(
                        Bench.BUSY_PHONE,
                        "duration_s=" + (Math.round(killedAtS * 1e3) - 1) / 1e3,
                        "devices.phone.battery.start_fraction=0.08")
                .devices()
                .get(0)
                .battery();
        assertNotNull(shorter);
        Double shorterHours = shorter.hoursToEmpty();
        assertNotNull(shorterHours);
        assertEquals(killedAtS / 3600, shorterHours, 0.2 / 3600);
    }

    @Test
    void aDeviceWithAnEmptyBatteryIsOff() {
        String empty = "devices.phone.battery.start_fraction=0.08";
        RunResult.Device longer =
                Bench.run(Bench.BUSY_PHONE, "duration_s=600", empty).devices().get(0);
        Double killedAtS = longer.killedAtS();
        assertNotNull(killedAtS);
        RunResult.Device untilThen = Bench.run(Bench.BUSY_PHONE, "duration_s=" + killedAtS, empty)
                .devices()
                .get(0);
        // not a joule after the cut-off, and the mean power is that of the time before it
        assertEquals(untilThen.energyJ(), longer.energyJ(), 1e-9 * untilThen.energyJ());
        assertEquals(untilThen.energyByComponentJ(), longer.energyByComponentJ());
        assertEquals(longer.energyJ() / killedAtS, longer.averagePowerW(), 1e-6);
    }

    @Test
    void hoursToEmptyFollowFromTheRunsPower() {
        RunResult.Device half = Bench.run(Bench.BUSY_PHONE, "devices.phone.battery.start_fraction=0.4")
                .devices()
                .get(0);
        RunResult.Device whole = Bench.run(Bench.BUSY_PHONE, "devices.phone.battery.start_fraction=0.8")
                .devices()
                .get(0);
        assertNotNull(half.battery());
        assertNotNull(whole.battery());
        Double halfHours = half.battery().hoursToEmpty();
        Double wholeHours = whole.battery().hoursToEmpty();
        assertNotNull(halfHours);
        assertNotNull(wholeHours);
        // twice the charge lasts more than twice as long: at 11 W what is below some 13 % cannot be had
        assertEquals(2.5, wholeHours / halfHours, 0.3);
    }

    private static void assertBalanced(RunResult.Stream s) {
        assertEquals(s.captured(), s.onTime() + s.late() + s.dropped() + s.skippedByRule() + s.inFlight(), s.id());
        assertEquals(s.processed(), s.onTime() + s.late(), s.id());
        assertTrue(s.inFlight() >= 0 && s.captured() <= s.requested(), s.id());
    }
}
