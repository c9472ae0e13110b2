package org.framebudget.sim.hil.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.framebudget.devices.calibration.imports.MeasurementFile;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.sim.hil.remote.RemotePlan.CoolDown;
import org.framebudget.sim.hil.remote.RemotePlan.Sustained;
import org.framebudget.sim.hil.remote.RemoteRecord.Cooled;
import org.framebudget.sim.hil.remote.RemoteRecord.Run;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteBenchmarkTest {
    @TempDir
    Path folder;

    private FakeDevice device;
    private StandIn tool;
    private Path network;
    private final Steps pace = new Steps();

    /** A clock that moves when it is read, and sleeps at once. */
    private static final class Steps implements Pace {
        private long nowNs;
        private final List<Duration> slept = new ArrayList<>();
        private Runnable onSleep = () -> {};

        @Override
        public long nanoTime() {
            nowNs += 3_500_000;
            return nowNs;
        }

        @Override
        public void sleep(Duration duration) {
            slept.add(duration);
            nowNs += duration.toNanos();
            onSleep.run();
        }
    }

    @BeforeEach
    void begin() throws Exception {
        device = new FakeDevice(folder);
        tool = new StandIn(device);
        network = Files.write(folder.resolve("my $(net) 'work'.tflite"), new byte[5_000]);
        device.sensor("class/thermal/thermal_zone0/type", "cpu-thermal");
        device.sensor("class/thermal/thermal_zone0/temp", "48312");
        device.sensor("class/thermal/thermal_zone1/type", "off");
        device.sensor("class/thermal/thermal_zone1/temp", "-274000");
        for (int i = 0; i < 2; i++) {
            device.sensor("devices/system/cpu/cpu" + i + "/cpufreq/scaling_cur_freq", i == 0 ? "600000" : "1800000");
            device.sensor("devices/system/cpu/cpu" + i + "/cpufreq/cpuinfo_max_freq", "1800000");
            device.sensor("devices/system/cpu/cpu" + i + "/cpufreq/scaling_governor", "ondemand");
        }
        device.sensor("class/power_supply/BAT0/type", "Battery");
        device.sensor("class/power_supply/BAT0/capacity", "83");
        device.sensor("class/power_supply/BAT0/temp", "301");
        device.sensor("class/power_supply/BAT0/voltage_now", "4000000");
        device.sensor("class/power_supply/BAT0/current_now", "-500000");
        device.sensor("class/power_supply/BAT0/status", "Discharging");
    }

    @AfterEach
    void end() throws IOException {
        device.close();
    }

    private RemoteRequest request(RemoteUnit unit) {
        return new RemoteRequest(network, "net", unit, 2, null);
    }

    private static RemotePlan plan(
            @Nullable String program, @Nullable CoolDown coolDown, @Nullable Sustained sustained, Duration loadLimit) {
        RemotePlan usual = RemotePlan.USUAL;
        return new RemotePlan(
                program,
                null,
                coolDown,
                usual.minRuns(),
                usual.minTime(),
                sustained == null && loadLimit.toSeconds() < 1 ? Duration.ofSeconds(1) : usual.maxTime(),
                sustained,
                false,
                loadLimit);
    }

    private RemoteRecord measure(RemotePlan plan, RemoteUnit... units) {
        try (RemoteShell shell = device.connect()) {
            return RemoteRuns.measure(
                    shell,
                    Stream.of(units).map(this::request).toList(),
                    plan,
                    RemoteListener.NONE,
                    pace,
                    device.sys.toString());
        }
    }

    private void nothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(device.tmp)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void aNetworkIsMeasuredWithItsConditionsAndNothingIsLeftBehind() throws Exception {
        RemotePlan usual = RemotePlan.USUAL;
        RemoteRecord record = measure(
                new RemotePlan(null, null, null, 50, usual.minTime(), usual.maxTime(), null, true, usual.loadLimit()),
                RemoteUnit.CPU,
                RemoteUnit.GPU);
        assertEquals("framebudget/remote/v1", record.schema());
        assertEquals(List.of(), RemoteSchemaTest.problems(record));
        assertEquals(
                device.bin.resolve("benchmark_model").toString(),
                record.program().path());
        assertEquals(64, String.valueOf(record.program().sha256()).length());
        assertTrue(
                record.device().cores() > 0 && record.device().os().contains("Linux"),
                record.device().toString());
        Run run = record.runs().get(0);
        assertEquals(new RemoteRecord.Times(50L, 10.12, 10.0, 10.4, 0.06, null, null, null), run.latencyMs());
        assertEquals(10.5, run.firstMs());
        assertEquals(3.25, run.initMs());
        assertEquals(4.25, run.memory().overallMb());
        assertEquals("", run.delegate());
        assertEquals("CONV_2D", run.operators().get(0).nodeType());
        DeviceState before = run.before();
        assertEquals(java.util.Map.of("cpu-thermal", 48.312), before.zonesDegC());
        assertEquals(48.312, before.hottestDegC());
        assertEquals(List.of(600.0, 1800.0), before.clockMhz());
        assertEquals(List.of("ondemand"), before.governors());
        assertEquals(new DeviceState.Battery(0.83, 30.1, "discharging", 2.0), before.battery());
        Run gpu = record.runs().get(1);
        assertEquals("GPU", gpu.delegate());
        assertEquals("whole", gpu.delegated());
        assertTrue(tool.arguments().contains("--graph=" + device.tmp + "/framebudget-"), tool.arguments());
        assertTrue(
                tool.arguments()
                        .contains("/my___net___work_.tflite\n--num_threads=2\n--num_runs=50\n--min_secs=1\n"
                                + "--max_secs=150\n--warmup_runs=1\n--warmup_min_secs=0.5\n"),
                tool.arguments());
        assertEquals(List.of(), record.warnings());
        nothingIsLeft();
        JsonNode json = JsonMapper.builder().build().valueToTree(record);
        assertEquals(10.12, json.at("/runs/0/latency_ms/mean").asDouble());
        assertEquals(48.312, json.at("/runs/0/before/zones_deg_c/cpu-thermal").asDouble());
        assertEquals("CONV_2D", json.at("/runs/0/operators/0/node_type").asText());
        assertFalse(json.has("failure"));
        assertEquals(
                10.12,
                MeasurementFile.read("r.json", json.toString())
                        .observations()
                        .get(0)
                        .latencyMs());
    }

    @Test
    void aSustainedRunIsASeriesWithClockAndTemperatureBeforeEachWindow() throws Exception {
        // three readings of the clock a window
        RemoteRecord record = measure(
                plan(null, null, new Sustained(Duration.ofMillis(100), Duration.ofMillis(100)), Duration.ofSeconds(20)),
                RemoteUnit.CPU);
        Run run = record.runs().get(0);
        List<RemoteRecord.Window> windows = run.sustained().windows();
        assertTrue(windows.size() >= 8, windows.size() + " windows");
        assertEquals(10.12, windows.get(0).latencyMs().mean());
        assertEquals(20.12, windows.get(1).latencyMs().mean());
        assertEquals(1800.0, windows.get(1).clockMhz());
        assertEquals(48.312, windows.get(1).before().hottestDegC());
        assertTrue(windows.get(1).startS() > windows.get(0).startS());
        assertEquals(10.0, run.latencyMs().min());
        assertEquals(50L * windows.size(), run.latencyMs().n());
        assertTrue(run.sustained().slowdown() > 1);
        assertTrue(tool.arguments()
                .contains("--num_runs=1\n--min_secs=0.1\n--max_secs=0.1\n--warmup_runs=1\n--warmup_min_secs=0\n"));
        nothingIsLeft();
    }

    @Test
    void aDeviceIsWaitedForUntilItIsCoolOrTheLimitIsReached() throws Exception {
        Path temp = device.sys.resolve("class/thermal/thermal_zone0/temp");
        pace.onSleep = () -> {
            try {
                Files.writeString(temp, pace.slept.size() < 3 ? "45000\n" : "39000\n");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        };
        Cooled cooled = measure(
                        plan(null, new CoolDown(40, Duration.ofMinutes(5)), null, Duration.ofMinutes(1)),
                        RemoteUnit.CPU)
                .runs()
                .get(0)
                .coolDown();
        assertTrue(cooled.reached());
        assertEquals(48.312, cooled.startDegC());
        assertEquals(39.0, cooled.endDegC());
        assertEquals(15, cooled.waitedS(), 0.1);
        pace.onSleep = () -> {};
        Run run = measure(
                        plan(null, new CoolDown(30, Duration.ofSeconds(12)), null, Duration.ofMinutes(1)),
                        RemoteUnit.CPU)
                .runs()
                .get(0);
        assertFalse(run.coolDown().reached());
        assertEquals(12, run.coolDown().waitedS(), 0.1);
        assertTrue(
                run.notes().contains("The device was not cool at the start: 39.0 °C."),
                run.notes().toString());
    }

    @Test
    void aDeviceThatShowsNoTemperatureCannotBeWaitedForAndThatIsSaidAtOnce() throws Exception {
        Files.delete(device.sys.resolve("class/thermal/thermal_zone0/temp"));
        List<String> said = new ArrayList<>();
        try (RemoteShell shell = device.connect()) {
            RemoteRecord record = RemoteRuns.measure(
                    shell,
                    List.of(request(RemoteUnit.CPU)),
                    plan(null, new CoolDown(40, Duration.ofMinutes(5)), null, Duration.ofMinutes(1)),
                    said::add,
                    pace,
                    device.sys.toString());
            assertFalse(record.runs().get(0).coolDown().reached());
        }
        assertTrue(
                said.contains("--cool-down: the device shows no temperature, so that net runs at once"),
                said.toString());
    }

    @Test
    void aUnitThatTheToolDoesNotKnowIsRefusedAndTheOthersAreMeasured() throws Exception {
        tool.how("refuses");
        RemoteRecord record = measure(RemotePlan.USUAL, RemoteUnit.NNAPI, RemoteUnit.GPU, RemoteUnit.CPU);
        assertEquals(1, record.runs().size());
        assertTrue(
                record.refused().get(0).why().contains("does not know --use_nnapi=true and ran without"),
                record.refused().toString());
        assertTrue(
                record.refused()
                        .get(1)
                        .why()
                        .endsWith("benchmark_model cannot run it as asked: Failed to apply GPU delegate."),
                record.refused().toString());
        assertTrue(String.valueOf(assertThrows(InputException.class, () -> measure(RemotePlan.USUAL, RemoteUnit.GPU))
                        .getMessage())
                .contains("Failed to apply GPU delegate."));
        nothingIsLeft();
    }

    private RemoteFailure failure(RemotePlan plan) {
        return assertThrows(RemoteFailure.class, () -> measure(plan, RemoteUnit.CPU));
    }

    @Test
    void aToolThatIsKilledInTheMiddleLeavesTheWindowsBefore() throws Exception {
        tool.how("dies 3");
        RemoteFailure failure = failure(plan(
                null, null, new Sustained(Duration.ofSeconds(10), Duration.ofMillis(100)), Duration.ofSeconds(20)));
        assertTrue(
                String.valueOf(failure.getMessage()).contains("net, window 3: benchmark_model was ended by signal 9"),
                failure.getMessage());
        Run partial = failure.partial().runs().get(0);
        assertEquals(2, partial.sustained().windows().size());
        assertEquals(100L, partial.latencyMs().n());
        assertEquals(failure.getMessage(), failure.partial().failure());
        nothingIsLeft();
    }

    @Test
    void outputThatBreaksOffIsReportedWithItsLine() throws Exception {
        tool.how("broken");
        RemoteFailure failure = failure(RemotePlan.USUAL);
        assertTrue(
                String.valueOf(failure.getMessage())
                        .contains("net: output of benchmark_model:15: Inference timings in us:"
                                + " 'Inference timings in us: Init: 3250, First inf' is broken. Expected"),
                failure.getMessage());
        nothingIsLeft();
    }

    @Test
    void aToolThatHangsIsEndedAtTheLimit() throws Exception {
        tool.how("hangs 1");
        RemoteFailure failure = failure(plan(
                null, null, new Sustained(Duration.ofSeconds(10), Duration.ofMillis(100)), Duration.ofMillis(2900)));
        assertTrue(
                String.valueOf(failure.getMessage()).contains("took longer than 3 s and was given up"),
                failure.getMessage());
        assertFalse(tool.lives());
        assertEquals(List.of(), failure.partial().runs());
        nothingIsLeft();
    }

    @Test
    void aServerThatVanishesInTheMiddleIsToldWithWhatWasLost() throws Exception {
        int[] runs = {0};
        device.vanishOn(command -> command.contains("--graph=") && ++runs[0] == 2);
        RemoteFailure failure = failure(plan(
                null, null, new Sustained(Duration.ofSeconds(10), Duration.ofMillis(100)), Duration.ofSeconds(20)));
        assertTrue(
                String.valueOf(failure.getMessage()).contains("the connection was lost, and with it: net, window 2."),
                failure.getMessage());
        assertEquals(1, failure.partial().runs().get(0).sustained().windows().size());
        assertTrue(
                failure.partial().warnings().stream().anyMatch(warning -> warning.startsWith("removing /")),
                failure.partial().warnings().toString());
    }

    @Test
    void aToolThatIsNowhereOrMayNotBeRunIsNamed() throws Exception {
        Path moved = tool.move(device.root.resolve("it's $here"));
        assertEquals(
                10.12,
                measure(plan(moved.toString(), null, null, Duration.ofMinutes(1)), RemoteUnit.CPU)
                        .runs()
                        .get(0)
                        .latencyMs()
                        .mean());
        String problem =
                String.valueOf(assertThrows(MachineException.class, () -> measure(RemotePlan.USUAL, RemoteUnit.CPU))
                        .getMessage());
        assertTrue(problem.contains("benchmark_model is neither in PATH nor in /data/local/tmp"), problem);
        assertTrue(moved.toFile().setExecutable(false));
        assertTrue(String.valueOf(assertThrows(
                                MachineException.class,
                                () -> measure(
                                        plan(moved.toString(), null, null, Duration.ofMinutes(1)), RemoteUnit.CPU))
                        .getMessage())
                .contains(moved + " may not be run. 'chmod +x'"));
        nothingIsLeft();
    }

    @Test
    void aFullDiskEndsTheMeasurementAndIsCleanedUp() throws Exception {
        device.program("cat", "/bin/cat >/dev/null; echo 'cat: write error: No space left on device' >&2; exit 1\n");
        assertTrue(String.valueOf(failure(RemotePlan.USUAL).getMessage()).contains("No space left on device"));
        nothingIsLeft();
    }

    @Test
    void aDeviceWithoutSensorsIsMeasuredAllTheSame() throws Exception {
        try (RemoteShell shell = device.connect()) {
            DeviceState state = new DeviceSensors(shell, device.tmp.toString()).read();
            assertNull(state.hottestDegC());
            assertNull(state.battery());
            assertEquals(List.of(), state.clockMhz());
            device.program("dumpsys", """
                    echo 'Current Battery Service state:'
                    printf '  AC powered: false\\n  status: 3\\n  level: 64\\n  scale: 100\\n  temperature: 287\\n'
                    """);
            assertEquals(
                    new DeviceState.Battery(0.64, 28.7, "discharging", null),
                    new DeviceSensors(shell, device.tmp.toString()).read().battery());
        }
    }
}
