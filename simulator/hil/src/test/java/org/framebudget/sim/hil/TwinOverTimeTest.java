package org.framebudget.sim.hil;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.pipeline.ScenarioFiles;
import org.framebudget.sim.results.Twin;
import org.framebudget.sim.results.Twin.Series;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Temperature, clock and power, predicted beside what sensors said. */
class TwinOverTimeTest {
    @TempDir
    private static @Nullable Path folder;

    private static @Nullable RunOutcome predicted;

    @BeforeAll
    static void predict() throws IOException {
        Path file = Files.writeString(Objects.requireNonNull(folder).resolve("s.yaml"), HilCommandTest.SCENARIO);
        ProfileRepository profiles = new ProfileRepository();
        Scenario scenario = ScenarioFiles.read(file, List.of("duration_s=20"), null, profiles);
        predicted = new Bench(scenario, profiles, "box").predict(share -> {});
    }

    private static Twin.OverTime of(Recording.@Nullable Imposed imposed, List<Recording.Sample> samples) {
        Map<String, Object> changed = new HashMap<>();
        changed.put("imposed", imposed);
        Recording.Head head = Heads.with(RecordingFileTest.head(), changed);
        return TwinOverTime.of(Objects.requireNonNull(predicted), new Recording(head, List.of(), samples, null), 2);
    }

    private static Recording.Sample sample(
            long atNs, @Nullable Double clockMhz, Map<String, Double> zonesDegC, @Nullable Double powerW) {
        return new Recording.Sample(
                atNs,
                new DeviceSample(0, clockMhz, zonesDegC, powerW, powerW == null ? null : "RAPL", null, null, null));
    }

    private static Series the(Twin.OverTime over, String quantity, String how) {
        List<Series> found = over.of(quantity).stream()
                .filter(each -> each.how().equals(how))
                .toList();
        assertTrue(!found.isEmpty(), quantity + " " + how);
        return found.get(0);
    }

    @Test
    void everyQuantitySaysWhetherItIsSimulatedOrMeasured() {
        Twin.OverTime over = of(
                null,
                List.of(
                        sample(-5, 1500.0, Map.of("cpu", 40.0), 2.0),
                        sample(10_000_000_000L, 1200.0, Map.of("cpu", 55.25), 3.0),
                        sample(20_000_000_000L, null, Map.of("cpu", 50.0), null)));
        assertEquals(2, over.run());
        assertEquals(List.of(), over.missing());
        Series degC = the(over, Series.TEMPERATURE, Series.MEASURED);
        assertEquals("cpu", degC.of());
        assertEquals(List.of(0.0, 10.0, 20.0), degC.atS());
        assertEquals(List.of(40.0, 55.25, 50.0), degC.values());
        assertEquals(55.25, degC.range().max());
        assertEquals(
                List.of(0.0, 10.0), the(over, Series.CLOCK, Series.MEASURED).atS());
        assertEquals("RAPL", the(over, Series.POWER, Series.MEASURED).of());
        // the fastest clock of the profile's Raspberry Pi 4
        Series mhz = the(over, Series.CLOCK, Series.SIMULATED);
        assertEquals("cpu", mhz.of());
        assertEquals(1500.0, mhz.range().first());
        assertEquals(20, mhz.values().size());
        Series junction = the(over, Series.TEMPERATURE, Series.SIMULATED);
        assertTrue(junction.range().last() > junction.range().first(), junction.toString());
        assertTrue(the(over, Series.POWER, Series.SIMULATED).range().min() > 0);
    }

    @Test
    void aClockThatIsHeldDownIsImposed() {
        Twin.OverTime over = of(
                new Recording.Imposed(600, "600 MHz by cpufreq"),
                List.of(sample(0, 600.0, Map.of(), null), sample(1, 600.0, Map.of(), null)));
        assertEquals(600.0, the(over, Series.CLOCK, Series.IMPOSED).range().max());
    }

    @Test
    void whatADeviceDoesNotReportIsSaidInALine() {
        Twin.OverTime over = of(null, List.of(sample(0, null, Map.of(), null)));
        assertEquals(
                List.of(
                        "'box' (fake) reports no temperature, so only the predicted one is shown.",
                        "'box' (fake) reports no clock, so only the predicted one is shown.",
                        "'box' (fake) reports no power, so only the predicted one is shown."),
                over.missing());
        assertTrue(over.series().stream().allMatch(each -> each.how().equals(Series.SIMULATED)));
    }

    @Test
    void ofManySamplesAndZonesAsMuchIsKeptAsCanBeShown() {
        List<Recording.Sample> samples = new ArrayList<>();
        for (int i = 0; i <= 10_000; i++) {
            Map<String, Double> zones = new LinkedHashMap<>();
            for (int zone = 0; zone < 6; zone++) {
                zones.put("zone" + zone, 30.0 + zone + (i == 5001 ? 20 : 0));
            }
            samples.add(sample(i * 2_000_000L, null, zones, null));
        }
        Twin.OverTime over = of(null, samples);
        List<Series> measured = over.shown(Series.TEMPERATURE, 2).stream()
                .filter(each -> each.how().equals(Series.MEASURED))
                .toList();
        assertEquals(
                List.of("zone4", "zone5"), measured.stream().map(Series::of).toList());
        Series hottest = measured.get(1);
        assertEquals(400, hottest.values().size());
        assertEquals(0.0, hottest.atS().get(0));
        assertEquals(20.0, hottest.atS().get(399));
        assertEquals(55.0, hottest.range().max(), "a peak between the points that are kept counts");
    }
}
