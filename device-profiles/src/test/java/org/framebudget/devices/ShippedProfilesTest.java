package org.framebudget.devices;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.framebudget.devices.latency.JitterProfile;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.devices.latency.RunsTest;
import org.framebudget.devices.power.PowerProfile;
import org.framebudget.devices.thermal.LimiterProfile;
import org.framebudget.models.CsvTable;
import org.junit.jupiter.api.Test;

/** The shipped profiles against the rules they must keep and the facts they were copied from. */
class ShippedProfilesTest {
    private static final ProfileRepository REPOSITORY = new ProfileRepository(null);

    private static DeviceProfile profile(String id) {
        return REPOSITORY.load(id, Path.of("."));
    }

    @Test
    void everyShippedProfileLoadsUnderItsId() {
        assertEquals(
                List.of(
                        "pixel-2",
                        "pixel-3",
                        "pixel-4",
                        "pixel-6",
                        "pixel-8",
                        "redmi-note-12r",
                        "redmi-6-pro",
                        "iphone-14-pro",
                        "iphone-15-pro",
                        "galaxy-s24",
                        "raspberry-pi-3b-plus",
                        "raspberry-pi-4",
                        "raspberry-pi-5",
                        "coral-dev-board",
                        "jetson-agx-orin",
                        "sa8295p",
                        "sa8775p",
                        "automotive-dual-npu",
                        "desktop-xeon-e5-1650",
                        "cloud-gpu",
                        "raspberry-pi-4+coral-usb",
                        "raspberry-pi-3b-plus+coral-usb",
                        "raspberry-pi-5+coral-usb",
                        "desktop-xeon-e5-1650+coral-usb"),
                REPOSITORY.ids());
        for (String id : REPOSITORY.ids()) {
            assertEquals(id, profile(id).id());
        }
    }

    @Test
    void everyCitationResolvesAndNoneIsLeftOver() throws IOException {
        Citations citations = Citations.shipped();
        TreeSet<String> cited = new TreeSet<>();
        // stands for what a user measures: no shipped profile cites it
        cited.add("own_measurement");
        for (String id : REPOSITORY.ids()) {
            ProfileNumbers numbers = ProfileNumbers.of(profile(id));
            cited.addAll(numbers.citedKeys());
            for (String text : numbers.citations(citations)) {
                assertFalse(text.isBlank(), id);
            }
        }
        for (String table : List.of(
                "coral/co-compilation",
                "coral/link",
                "coral/clock",
                "coral/end-to-end",
                "cloud-gpu/throughput",
                "sa8295p/memory",
                "sa8775p/memory",
                "training/latency",
                "validation/percentiles",
                "validation/power")) {
            measurements(table).forEach(row -> cited.add(row.text("cite")));
        }
        // the series that profiles are fitted to and predictions scored on cite by row
        for (String series :
                List.of("pixel8pro-clean", "pixel8pro-hotspot-on", "pixel8pro-warmstart", "sd8elite", "dimensity900")) {
            String text = ProfileFiles.resource("measurements/sustained/" + series + ".csv");
            text.lines().skip(1).forEach(line -> cited.add(line.substring(line.lastIndexOf(',') + 1)));
        }
        for (Path own : profilesOfScenarios()) {
            cited.addAll(ProfileNumbers.of(REPOSITORY.load(own.toString(), Path.of(".")))
                    .citedKeys());
        }
        assertEquals(new TreeSet<>(citations.keys()), cited);
    }

    /** Profiles that stand beside a scenario of the library. */
    private static List<Path> profilesOfScenarios() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", "scenarios", "library"))) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().matches("profile.*\\.yaml"))
                    .sorted()
                    .toList();
            assertFalse(found.isEmpty());
            return found;
        }
    }

    @Test
    void everyAssumedNumberHasARangeAroundItsValue() {
        for (String id : REPOSITORY.ids()) {
            ProfileNumbers.of(profile(id)).numbers().forEach((path, number) -> {
                if (number.source().assumed()) {
                    assertNotNull(number.low(), path);
                    assertTrue(number.low() <= number.value() && number.value() <= number.high(), path);
                }
            });
        }
    }

    @Test
    void everyShippedRowOfTheSpotListEqualsThePublishedFact() throws IOException {
        List<String> columns =
                List.of("profile", "network", "input_px", "precision", "unit", "threads", "latency_ms", "reference");
        List<CsvTable.Row> facts = new ArrayList<>();
        for (String file : List.of("published-facts.csv", "published-facts-boards.csv")) {
            facts.addAll(CsvTable.read(file, resource(file), columns, List.of()).rows());
        }
        assertEquals(55 + 43, facts.size());
        for (CsvTable.Row fact : facts) {
            int px = fact.integer("input_px", 1, 10_000);
            long same = profile(fact.text("profile")).latency().rows().stream()
                    .filter(row -> row.network().equals(fact.text("network"))
                            && row.inputWidthPx() == px
                            && row.inputHeightPx() == px
                            && row.precision().equals(fact.text("precision"))
                            && row.unit().equals(fact.text("unit"))
                            && row.threads() == fact.integer("threads", 0, 64)
                            && row.latencyMs() == fact.number("latency_ms", 0, 1e6)
                            && row.reference() == fact.text("reference").equals("yes"))
                    .count();
            assertEquals(1, same, "line " + fact.line() + ": " + fact.text("profile") + " " + fact.text("network"));
        }
    }

    @Test
    void everyReferenceRowIsFoundAndStandsOnce() {
        for (String id : REPOSITORY.ids()) {
            DeviceProfile profile = profile(id);
            for (LatencyRow row : profile.latency().rows()) {
                if (row.reference()) {
                    assertEquals(
                            row,
                            profile.latency()
                                    .find(
                                            row.network(),
                                            row.inputWidthPx(),
                                            row.inputHeightPx(),
                                            row.precision(),
                                            row.unit(),
                                            0)
                                    .orElseThrow());
                }
            }
        }
    }

    @Test
    void thePixel6SkinPolicyIsTheMakers() {
        DeviceProfile pixel6 = profile("pixel-6");
        LimiterProfile.SkinPolicy policy = assertInstanceOf(
                LimiterProfile.SkinPolicy.class, pixel6.limiters().get(0));
        assertEquals(values(null, 39, 43, 45, 46.5, 52, 55), valuesOf(policy.hotDegC()));
        assertEquals(values(0, 1.9, 1.9, 1.9, 1.4, 1.9, 1.9), valuesOf(policy.hysteresisK()));
        assertEquals(
                values(0, 2, 3, 4, 5, 5, 5),
                valuesOf(policy.stateLimits().get(0).bySeverity()));
        for (int i = 0; i < 3; i++) {
            LimiterProfile.SkinPolicy each = assertInstanceOf(
                    LimiterProfile.SkinPolicy.class, pixel6.limiters().get(i));
            assertEquals(300, each.idlePollS().value());
            assertEquals(7, each.throttledPollS().value());
            LimiterProfile.Trigger trigger = Objects.requireNonNull(each.trigger());
            assertEquals(60, trigger.idlePollS().value());
            assertEquals(7, trigger.throttledPollS().value());
            assertEquals(32.9, trigger.hotDegC().value());
            assertEquals(0.9, trigger.hysteresisK().value());
            assertEquals(
                    i == 0 ? List.of() : values(14, 14, 14, 14, 14, 16, 16),
                    valuesOf(each.stateLimits().get(0).ceilingBySeverity()));
        }
        LimiterProfile.VirtualSensor quietBattery = policy.sensors().stream()
                .filter(sensor -> sensor.id().equals("VIRTUAL-QUIET-BATT"))
                .findFirst()
                .orElseThrow();
        assertEquals(values(2.15, -1.15), valuesOf(quietBattery.weights()));
        assertEquals(-2, quietBattery.offsetK().value());
        LimiterProfile.PidBudget cpu = assertInstanceOf(
                        LimiterProfile.SkinPolicy.class, pixel6.limiters().get(1))
                .budgets()
                .get(0);
        assertEquals(41, cpu.targetDegC().value());
        assertEquals(400, cpu.kPoMwPerK().value());
        assertEquals(800, cpu.sustainableMw().value());
    }

    @Test
    void thePixel8PoliciesAreTheMakers() {
        List<LimiterProfile.SkinPolicy> policies = profile("pixel-8").limiters().stream()
                .filter(LimiterProfile.SkinPolicy.class::isInstance)
                .map(LimiterProfile.SkinPolicy.class::cast)
                .toList();
        assertEquals(5, policies.size());
        assertEquals(
                values(0, 2, 3, 4, 5, 5, 5),
                valuesOf(policies.get(0).stateLimits().get(0).bySeverity()));
        List<Double> light = new ArrayList<>();
        List<Double> ceilings = new ArrayList<>();
        List<Double> targets = new ArrayList<>();
        for (LimiterProfile.SkinPolicy policy : policies.subList(1, 5)) {
            light.add(Objects.requireNonNull(policy.hotDegC().get(1)).value());
            ceilings.add(policy.stateLimits().get(0).ceilingBySeverity().get(1).value());
            targets.add(policy.budgets().get(0).targetDegC().value());
        }
        assertEquals(values(37, 39, 41, 37), light);
        assertEquals(values(6, 9, 11, 11), ceilings);
        assertEquals(values(39, 41, 43, 45), targets);
        assertEquals(0, policies.get(2).hysteresisK().get(1).value());
        assertEquals(
                List.of(0.1, 0.64, 0.16),
                policies.get(0).sensors().stream()
                        .filter(sensor -> sensor.id().equals("VIRTUAL-SKIN-SUB-5"))
                        .flatMap(sensor -> sensor.weights().stream())
                        .map(Sourced::value)
                        .toList());
    }

    @Test
    void theSlowestClockOfThePixel6NpuIsNotFree() {
        List<OperatingPoint> points = profile("pixel-6").units().get(1).operatingPoints();
        assertEquals(
                List.of(1024.0, 967.0, 836.0, 627.0, 455.0, 226.0),
                points.stream().map(p -> p.clockMhz().value()).toList());
        Sourced slowest = points.get(5).activeW();
        assertTrue(slowest.source().assumed());
        assertTrue(slowest.low() > 0);
        assertEquals(4.819, points.get(0).activeW().value());
    }

    @Test
    void thePixel6CpuHasEveryClockOfTheBigClusterWithTheMakersPower() {
        List<OperatingPoint> points = profile("pixel-6").units().get(0).operatingPoints();
        assertEquals(17, points.size());
        assertEquals(2802, points.get(0).clockMhz().value());
        assertEquals(4.406, points.get(0).activeW().value());
        assertEquals(500, points.get(16).clockMhz().value());
        assertEquals(0.178, points.get(16).activeW().value());
    }

    @Test
    void thePreprocessingOfABoardIsTheLineThroughItsTwoPublishedPoints() {
        preprocessing("raspberry-pi-3b-plus", 2.52, 3.05);
        preprocessing("raspberry-pi-4", 1.3798, 1.67);
        preprocessing("coral-dev-board", 2.18, 2.71);
        preprocessing("desktop-xeon-e5-1650", 0.44, 0.47);
    }

    private static void preprocessing(String id, double ms720, double ms1080) {
        double nsPerPx = (ms1080 - ms720) * 1e6 / (1920.0 * 1080 - 1280.0 * 720);
        UnitProfile cpu = profile(id).units().get(0);
        assertEquals(nsPerPx, cpu.preprocessNsPerPx().value(), 5e-5);
        assertEquals(ms720 - nsPerPx * 1280 * 720 / 1e6, cpu.preprocessFixedMs().value(), 5e-5);
    }

    @Test
    void theLinkOfAnEdgeTpuIsFourMegabytesOverThePublishedSwitchCost() throws IOException {
        List<CsvTable.Row> pairs = measurements("coral/co-compilation");
        for (String id : List.of(
                "raspberry-pi-3b-plus+coral-usb",
                "raspberry-pi-4+coral-usb",
                "desktop-xeon-e5-1650+coral-usb",
                "coral-dev-board")) {
            DeviceProfile profile = profile(id);
            String host = id.replace("+coral-usb", "");
            double pairMs = pairs.stream()
                    .filter(row -> row.text("host").equals(host)
                            && row.text("network_a").equals("mobilenet_v1_1.0")
                            && row.text("cocompiled").equals("false"))
                    .findFirst()
                    .orElseThrow()
                    .number("pair_latency_ms", 0, 1e6);
            double aloneMs = 0;
            for (String network : List.of("mobilenet_v1_1.0", "mobilenet_v2_1.0")) {
                aloneMs += profile.latency()
                        .find(network, 224, 224, "int8", "tpu", 0)
                        .orElseThrow()
                        .latencyMs();
            }
            UnitProfile tpu = profile.units().get(profile.unitIndex("tpu"));
            assertEquals(2 * 4.0e3 / (pairMs - aloneMs), tpu.hostLinkMbPerS().value(), 1, id);
        }
    }

    /** 54.3 C idle in a room of 21 to 24 C; idle power rises by 0.007 (one fit) to 0.014 W/K (another). */
    @Test
    void theDevBoardIdlesAsWarmAsMeasuredAndLeaksMoreWhenHot() {
        DeviceProfile board = profile("coral-dev-board");
        PowerProfile power = board.power();
        PowerProfile.Leakage leakage = Objects.requireNonNull(power.leakage());
        double at54W = leakage.p0W().value();
        assertEquals(54, leakage.t0DegC().value());
        assertEquals(3.081, power.baseW().value() + at54W, 1e-9, "measured with Ethernet");
        double slopeWPerK = at54W * leakage.betaPerK().value();
        assertTrue(slopeWPerK > 0.0068 - 1e-9 && slopeWPerK < 0.0138 + 1e-9, "slope " + slopeWPerK);
        double boardKPerW = board.thermal().nodes().get(1).toAmbientKPerW().value();
        double chipKPerW = board.thermal().links().get(0).resistanceKPerW().value();
        double idleDegC = 22.5 + boardKPerW * 3.081 + chipKPerW * at54W;
        assertEquals(54.27, idleDegC, 1.5);
        assertEquals(11.5, boardKPerW + chipKPerW, 0.1);
    }

    @Test
    void theEdgeTpuOfTheDevBoardHalvesItsClockAtEachTripOfItsDriver() {
        LimiterProfile.ClockCeiling driver = assertInstanceOf(
                LimiterProfile.ClockCeiling.class,
                profile("coral-dev-board").limiters().get(0));
        assertEquals(5, driver.pollS().value());
        assertEquals(
                List.of(85.0, 90.0, 95.0),
                driver.ramps().stream().map(r -> r.fromDegC().value()).toList());
        assertEquals(
                List.of(250.0, 125.0, 62.5),
                driver.ramps().stream().map(r -> r.toMhz().value()).toList());
    }

    @Test
    void eachNpuOfTheCarComputerIsAUnitOfItsOwnAndNoLatencyIsClaimed() {
        DeviceProfile car = profile("automotive-dual-npu");
        assertEquals(Evidence.SPECIFICATION, car.evidence());
        assertEquals(List.of(), car.latency().rows());
        for (String id : List.of("npu", "npu2")) {
            UnitProfile npu = car.units().get(car.unitIndex(id));
            assertEquals(1, npu.servers());
            assertEquals(2000, npu.operatingPoints().get(0).clockMhz().value());
        }
        assertTrue(car.thermal().nodeIndex("coolant") >= 0);
        double watts = car.power().baseW().value();
        for (UnitProfile unit : car.units()) {
            watts += unit.idleW().value()
                    + unit.operatingPoints().get(0).activeW().value();
        }
        assertTrue(watts <= 36, watts + " W for a chip of 36 W");
    }

    @Test
    void everyPublishedPeakOfMemoryIsARangeOfAMeasuredNetwork() throws IOException {
        for (String id : List.of("sa8295p", "sa8775p")) {
            DeviceProfile profile = profile(id);
            List<CsvTable.Row> peaks = measurements(id + "/memory");
            assertEquals(profile.latency().rows().size(), peaks.size());
            for (CsvTable.Row peak : peaks) {
                assertTrue(peak.number("peak_low_mb", 0, 1e5) <= peak.number("peak_high_mb", 0, 1e5));
                assertTrue(
                        profile.latency().rows().stream()
                                .anyMatch(row -> row.network().equals(peak.text("network"))
                                        && row.inputWidthPx() == peak.integer("input_width_px", 1, 10_000)
                                        && row.precision().equals(peak.text("precision"))),
                        peak.text("network"));
            }
        }
    }

    @Test
    void theReplayedTraceIsNotIndependentSoItsBlocksAreLong() {
        JitterProfile.Trace trace = assertInstanceOf(
                JitterProfile.Trace.class, profile("pixel-6").units().get(1).jitter());
        assertEquals(2247, trace.ratios().size());
        assertEquals(
                1,
                trace.ratios().stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow(),
                1e-12);
        assertEquals(-14.5, RunsTest.z(trace.ratios()), 0.05);
        assertTrue(trace.blockJobs() >= 10);
        List<Double> sorted = new ArrayList<>(trace.ratios());
        sorted.sort(null);
        assertEquals(0.6087 / 0.5647, sorted.get(2224) / sorted.get(1123), 0.001);
    }

    @Test
    void theBatteryCurveIsTheMeasuredOneAtSpotPoints() {
        var battery = profile("pixel-6").battery();
        assertEquals(56, battery.ocvV().size());
        assertEquals(3.8581, battery.ocvV().get(battery.ocvSocFraction().indexOf(0.5)));
        assertEquals(3.0, battery.ocvV().get(0));
        assertEquals(4.3365, battery.ocvV().get(55));
        assertEquals(List.of(0.0, 10.0, 25.0, 40.0, 50.0), battery.capacityTempDegC());
        assertEquals(1.0, battery.capacityFactor().get(2));
    }

    @Test
    void aProfileOfAnotherRuntimeOrOfASpecificationCarriesABadge() {
        for (String id : REPOSITORY.ids()) {
            DeviceProfile profile = profile(id);
            boolean needed = profile.evidence() == Evidence.PUBLISHED_OTHER_RUNTIME
                    || profile.evidence() == Evidence.SPECIFICATION;
            assertEquals(needed, profile.badge() != null, id);
        }
    }

    @Test
    void aNumberIsFoundByItsPath() {
        ProfileNumbers numbers = ProfileNumbers.of(profile("pixel-6"));
        assertEquals(
                4.819,
                numbers.numbers().get("units[npu].operating_points[0].active_w").value());
        assertEquals(
                3,
                numbers.numbers()
                        .get("thermal.nodes[junction].capacity_j_per_k")
                        .value());
        assertDoesNotThrow(() -> Citations.shipped()
                .text(numbers.sources().get("battery.ocv_source").cite()));
    }

    private static List<Double> values(Number... numbers) {
        List<Double> values = new ArrayList<>();
        for (Number number : numbers) {
            values.add(number == null ? null : number.doubleValue());
        }
        return values;
    }

    private static List<Double> valuesOf(List<Sourced> numbers) {
        List<Double> values = new ArrayList<>();
        for (Sourced number : numbers) {
            values.add(number == null ? null : number.value());
        }
        return values;
    }

    /** Rows of a shipped table, whose columns its first line names. */
    private static List<CsvTable.Row> measurements(String name) throws IOException {
        try (InputStream in = ShippedProfilesTest.class.getResourceAsStream("/measurements/" + name + ".csv")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<String> columns = List.of(text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .findFirst()
                    .orElseThrow()
                    .split(","));
            return CsvTable.read(name, text, columns, List.of()).rows();
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ShippedProfilesTest.class.getResourceAsStream("/profiles-test/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
