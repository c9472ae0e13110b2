package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.sim.random.RandomStream;
import org.framebudget.sim.random.RandomStreams;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario.Policy;
import org.framebudget.sim.scenario.Scenario.Scheduling;
import org.framebudget.sim.scenario.Scenario.WhenFull;
import org.junit.jupiter.api.Test;

/** Equal units with one queue, and what others send over their link. */
class PoolTest {
    private static final long MS = Rig.MS;

    /** Two sticks and three cameras that see the same instant; nothing on the CPU. */
    private static final String STICKS = """
            schema: framebudget/scenario/v1
            name: Sticks
            duration_s: 20
            seed: 1
            devices:
              - {id: nvr, profile: desktop-xeon-e5-1650+coral-usb+coral-usb, pools: [{units: [tpu, tpu2]}]}
            cameras:
              - {id: cam, device: nvr, count: 3, phase_ms: 0, width_px: 640, height_px: 480, fps: 5, powered_by: own}
            pipelines:
              - id: see
                camera: cam
                budget_ms: 200
                stages:
                  - {id: find, infer: {network: ssd_mobilenet_v1, input: 300x300, precision: int8, unit: tpu}}
            """;

    /** Mean wait in milliseconds behind Poisson arrivals at {@code units} pooled units of one server each. */
    private static Replicated wait(double perS, double serviceMs, Laws.Law service, int units, double mostRelative) {
        List<Double> waits = new ArrayList<>();
        for (int r = 0; r < Replicated.COUNT; r++) {
            Rig rig = new Rig();
            List<Unit> pool = new ArrayList<>();
            for (int u = 0; u < units; u++) {
                pool.add(rig.unit(1));
            }
            UnitPool.of(pool);
            Stream stream = rig.stream(Long.MAX_VALUE / 4, new Rig.Step(pool.get(0), service.of(r, serviceMs * MS)));
            long count = 60_000;
            RandomStream arrivals = new RandomStreams(3, r).stream("arrivals");
            rig.renewal(stream, count, () -> Math.round(arrivals.exponential() / perS * 1e9));
            rig.run(Math.round(count / perS * 1.2e9));
            assertEquals(count, stream.stages[0].frames);
            assertEquals(0, pool.get(0).waiting.littlesLawErrorNs(rig.simulator.nowNs()));
            waits.add(stream.stages[0].waitSumNs * 1e-6 / count);
        }
        return new Replicated(waits, mostRelative);
    }

    @Test
    void waitsInFrontOfPooledUnitsAreThoseOfMMc() {
        for (int units : new int[] {3}) {
            double rho = 0.8;
            double perS = rho * units / 30e-3;
            double erlangs = rho * units;
            double b = 1;
            for (int n = 1; n <= units; n++) {
                b = erlangs * b / (n + erlangs * b);
            }
            double erlangC = b / (1 - rho * (1 - b));
            wait(perS, 30, Laws.exponential(), units, 0.03)
                    .check(erlangC * 30 / (units * (1 - rho)), "M/M/" + units + " of units");
        }
    }

    @Test
    void waitsInFrontOfPooledUnitsAreThoseOfMDc() {
        assertEquals(0.8 / 2 / 0.2, crommelin(1, 0.8), 1e-9, "M/D/1 by Pollaczek and Khinchine");
        for (int units : new int[] {2}) {
            double rho = 0.8;
            wait(rho * units / 30e-3, 30, Laws.fixed(), units, 0.03)
                    .check(30 * crommelin(units, rho * units), "M/D/" + units + " of units");
        }
    }

    /** Mean wait in M/D/c over the service time (Crommelin, Post Office Electrical Engineers' Journal 26, 1934). */
    private static double crommelin(int servers, double erlangs) {
        double sum = 0;
        for (int k = 1; k < 2_000; k++) {
            double mean = k * erlangs;
            double term = Math.exp(-mean);
            double from = 0;
            double after = 0;
            for (int n = 1; n < mean + 60 + 12 * Math.sqrt(mean); n++) {
                // in logarithms, as e^-mean underflows
                term = Math.exp(-mean + n * Math.log(mean) - logFactorial(n));
                from += n >= k * servers ? term : 0;
                after += n > k * servers ? term : 0;
            }
            double more = from - servers / erlangs * after;
            sum += more;
            if (Math.abs(more) < 1e-13) {
                break;
            }
        }
        return sum;
    }

    private static double logFactorial(int n) {
        double sum = 0;
        for (int i = 2; i <= n; i++) {
            sum += Math.log(i);
        }
        return sum;
    }

    @Test
    void aPoolOfUnitsAnswersAsOneUnitWithAsManyServers() {
        assertEquals(
                story(rig -> List.of(rig.unit(3, Scheduling.ROUND_ROBIN))),
                story(rig -> List.of(
                        rig.unit(1, Scheduling.ROUND_ROBIN),
                        rig.unit(1, Scheduling.ROUND_ROBIN),
                        rig.unit(1, Scheduling.ROUND_ROBIN))));
    }

    private interface Units {
        List<Unit> of(Rig rig);
    }

    /** Two streams of frames with four jobs each, side by side and one after another. */
    private static List<String> story(Units units) {
        Rig rig = new Rig();
        List<Unit> pool = units.of(rig);
        UnitPool.of(pool);
        Work work = Work.plain("work", new FixedTime(7 * MS));
        for (boolean parallel : new boolean[] {true, false}) {
            Stream stream = rig.queued(
                    rig.stream(40 * MS, new Rig.Step(pool.get(0), work, () -> 4, parallel)),
                    Policy.FIFO,
                    2,
                    WhenFull.DROP_NEWEST);
            rig.at(stream, 0, 3 * MS, 5 * MS, 30 * MS, 31 * MS, 32 * MS);
        }
        return rig.watched().run(1_000 * MS).story();
    }

    @Test
    void aBusyPoolSharesTheFramesAndEachStickHasItsOwnPowerAndHeat() {
        RunResult result = Bench.run(STICKS);
        RunResult.Device nvr = result.devices().get(0);
        // of three frames at a time each stick answers one, and whichever is done first the third
        assertEquals(3 * 5 * 0.01002, busy(nvr, "tpu") + busy(nvr, "tpu2"), 0.004);
        assertTrue(busy(nvr, "tpu2") > 5 * 0.0098, "" + busy(nvr, "tpu2"));
        assertTrue(busy(nvr, "tpu") != busy(nvr, "tpu2"));
        double activeW = (1.85 - 0.8) * (busy(nvr, "tpu") - busy(nvr, "tpu2"));
        assertEquals(
                20 * activeW,
                nvr.energyByComponentJ().get("tpu") - nvr.energyByComponentJ().get("tpu2"),
                1e-3);
        assertEquals(
                busy(nvr, "tpu") > busy(nvr, "tpu2"),
                nvr.temperatureDegC().get("accelerator").end()
                        > nvr.temperatureDegC().get("accelerator2").end());
        assertTrue(String.valueOf(result.bottleneck()).contains("tpu and tpu2's time"), "" + result.bottleneck());
    }

    @Test
    void eachStickKeepsItsOwnWeights() {
        // two cameras with a network each: on one stick every inference loads its weights anew, on two only the first
        // ones
        String[] two = {
            "cameras=[{id: a, device: nvr, width_px: 640, height_px: 480, fps: 5, powered_by: own},"
                    + " {id: b, device: nvr, width_px: 640, height_px: 480, fps: 5, powered_by: own}]",
            "pipelines=[{id: a, camera: a, budget_ms: 200, stages: [{id: find, infer: {network: mobilenet_v1_1.0, input:"
                    + " 224x224, precision: int8, unit: tpu}}]}, {id: b, camera: b, budget_ms: 200, stages: [{id: find,"
                    + " infer: {network: mobilenet_v2_1.0, input: 224x224, precision: int8, unit: tpu}}]}]"
        };
        double pooledMs = meanMs(Bench.run(STICKS, two));
        double aloneMs = meanMs(Bench.run(
                STICKS, two[0], two[1], "devices.nvr.pools=[]", "devices.nvr.profile=desktop-xeon-e5-1650+coral-usb"));
        // some 2.5 ms each, and 9 ms for 4 MB
        assertEquals(2.5, pooledMs, 0.4);
        assertTrue(aloneMs > pooledMs + 8, aloneMs + " against " + pooledMs);
    }

    private static double meanMs(RunResult result) {
        return result.streams().get(0).stages().get(0).meanMs();
    }

    private static double busy(RunResult.Device device, String unit) {
        return device.units().stream()
                .filter(u -> u.id().equals(unit))
                .mapToDouble(RunResult.Unit::utilisation)
                .sum();
    }

    @Test
    void inferencesWaitForOtherTrafficOnTheLinkAsBehindAnMD1() {
        // 6.615 MB over 441 MB/s are 15 ms, 20 times a second: 30 % of the time
        String traffic = "devices.nvr.link_traffic=[{units: [tpu], transfer_mb: 6.615, transfers_per_s: 20}]";
        String[] one = {"devices.nvr.pools=[]", "cameras.cam.count=1", "cameras.cam.fps=2.9", "duration_s=20000"};
        RunResult quiet = Bench.run(STICKS, one);
        RunResult busy = Bench.run(STICKS, one[0], one[1], one[2], one[3], traffic);
        double quietMs = stageMs(quiet);
        // 5 % of standard error with 58,000 looks at a queue whose busy periods last 20 ms
        assertEquals(0.3 * 15 / 2 / 0.7, stageMs(busy) - quietMs, 0.12);
        assertEquals(
                quiet.streams().get(0).stages().get(0).invoke(),
                busy.streams().get(0).stages().get(0).invoke(),
                "the model takes as long as before");
        Double p50 = busy.streams().get(0).latencyMs().p50();
        assertEquals(10, p50 == null ? 0 : p50, 0.5, "70 % wait for nothing");
    }

    private static double stageMs(RunResult result) {
        return result.streams().get(0).stages().get(0).meanMs();
    }

    @Test
    void aPoolIsOfEqualUnitsAndALinkIsAnAccelerators() {
        assertTrue(
                message("devices.nvr.pools=[{units: [tpu, cpu]}]")
                        .endsWith(
                                "devices.nvr.pools.0.units: 'tpu' and 'cpu' of 'desktop-xeon-e5-1650+coral-usb+coral-usb' are not"
                                        + " the same kind of unit. A pool is of equal units, as the sticks of 'HOST+coral-usb+coral-usb' are."));
        assertTrue(message("devices.nvr.pools=[{units: [tpu]}]")
                .endsWith("devices.nvr.pools.0.units: has 1 item. At least 2 are needed."));
        assertTrue(message("devices.nvr.pools=[{units: [tpu, tpu3]}]")
                .contains("has no unit 'tpu3'. It has: cpu, tpu, tpu2."));
        assertTrue(message("devices.nvr.pools=[{units: [tpu, tpu2]}, {units: [tpu2, tpu]}]")
                .contains("'tpu2' is listed twice."));
        assertTrue(message("devices.nvr.failures=[{unit: tpu2, at_s: 1}]")
                .contains("'tpu2' has a failure or gathers frames, which is not simulated for a pool."));
        assertTrue(message("devices.nvr.link_traffic=[{units: [cpu], transfer_mb: 1, transfers_per_s: 1}]")
                .contains("'cpu' of 'desktop-xeon-e5-1650+coral-usb+coral-usb' has no link to its host of its own."));
        assertTrue(message("devices.nvr.link_traffic=[{units: [tpu], transfer_mb: 10, transfers_per_s: 50}]")
                .contains("such transfers would take 113 % of the link's time, which carries 441 MB a second."));
    }

    private static String message(String set) {
        return String.valueOf(
                assertThrows(InputException.class, () -> Bench.run(STICKS, set)).getMessage());
    }
}
