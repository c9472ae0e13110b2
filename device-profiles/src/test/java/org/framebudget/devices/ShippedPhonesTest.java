package org.framebudget.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.framebudget.devices.latency.JitterProfile;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.devices.latency.RunsTest;
import org.framebudget.devices.thermal.LimiterProfile;
import org.framebudget.models.CsvTable;
import org.junit.jupiter.api.Test;

/** What the phones' profiles derive from published tables and logs, against those tables. */
class ShippedPhonesTest {
    private static final double BATTERY_V = 3.85;
    private static final long TENTH_S = Fixture.S / 10;

    private static DeviceProfile profile(String id) {
        return new ProfileRepository(null).load(id, Path.of("."));
    }

    private static OperatingPoint point(DeviceProfile profile, double clockMhz) {
        return profile.units().get(0).operatingPoints().stream()
                .filter(point -> point.clockMhz().value() == clockMhz)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theCpuOfThePixel3DrawsFourLargeCoresOfItsPowerProfile() {
        DeviceProfile pixel3 = profile("pixel-3");
        assertEquals(23, pixel3.units().get(0).operatingPoints().size());
        double aboveCoresMa = 21.89 + 5.29;
        assertEquals(
                (4 * 253.77 + aboveCoresMa) * BATTERY_V / 1000,
                point(pixel3, 2649.6).activeW().value(),
                5e-4);
        assertEquals(
                (4 * 28.88 + aboveCoresMa) * BATTERY_V / 1000,
                point(pixel3, 825.6).activeW().value(),
                5e-4);
        assertEquals(0.095 * BATTERY_V, pixel3.power().screenOnW().value(), 5e-4);
    }

    @Test
    void theCpuOfThePixel2DrawsOneLargeCoreOfItsPowerProfile() {
        DeviceProfile pixel2 = profile("pixel-2");
        assertEquals(0.34299 * BATTERY_V, point(pixel2, 2457.6).activeW().value(), 5e-4);
        assertEquals(0.10644 * BATTERY_V, point(pixel2, 902.4).activeW().value(), 5e-4);
    }

    @Test
    void aFasterClockOfAPhoneAlwaysDrawsMore() {
        for (String id :
                List.of("pixel-2", "pixel-3", "redmi-note-12r", "iphone-14-pro", "iphone-15-pro", "galaxy-s24")) {
            for (UnitProfile unit : profile(id).units()) {
                List<OperatingPoint> points = unit.operatingPoints();
                for (int i = 1; i < points.size(); i++) {
                    assertTrue(
                            points.get(i).activeW().value()
                                    < points.get(i - 1).activeW().value(),
                            id + " " + unit.id() + " state " + i);
                }
            }
        }
    }

    @Test
    void everyClockCeilingOfThePixelsIsAClockTheUnitHas() {
        for (String id : List.of("pixel-2", "pixel-3")) {
            DeviceProfile profile = profile(id);
            for (LimiterProfile limiter : profile.limiters()) {
                if (limiter instanceof LimiterProfile.ClockCeiling ceiling) {
                    List<Double> clocks =
                            profile.units().get(profile.unitIndex(ceiling.unit())).operatingPoints().stream()
                                    .map(point -> point.clockMhz().value())
                                    .toList();
                    for (LimiterProfile.Ramp ramp : ceiling.ramps()) {
                        assertTrue(clocks.contains(ramp.toMhz().value()), id + " " + ceiling.name());
                    }
                }
            }
        }
    }

    /** Quantiles over the median, mean of the three networks' performance logs; no level above 1 - 10/n. */
    @Test
    void theJitterOfTheRedmiNote12RHasTheQuantilesOfItsLogs() {
        JitterProfile.TwoState jitter = assertInstanceOf(
                JitterProfile.TwoState.class,
                profile("redmi-note-12r").units().get(0).jitter());
        double median = quantile(jitter, 0.5);
        assertEquals((1.0520 + 1.0112 + 1.0465) / 3, quantile(jitter, 0.90) / median, 0.002);
        assertEquals((1.0627 + 1.0305 + 1.0668) / 3, quantile(jitter, 0.95) / median, 0.002);
        assertEquals((1.0735 + 1.0540 + 1.0836) / 3, quantile(jitter, 0.97) / median, 0.002);
        assertEquals((1.1538 + 1.0842 + 1.1082) / 3, quantile(jitter, 0.99) / median, 0.002);
    }

    /** Its MLPerf super-resolution ran 1,190 s back to back with p99.9 over p50 of 1.034: at one clock. */
    @Test
    void theRedmiNote12RKeepsItsClockThroughTheTwentyMinutesOfItsLongestLog() {
        DeviceState phone =
                new DeviceState(profile("redmi-note-12r"), new DeviceConditions(25, 25, null, null, 0.5, 1));
        DeviceLoad load = new DeviceLoad(1);
        load.busyNs[0] = TENTH_S;
        while (phone.nowNs() < 1190 * Fixture.S) {
            phone.advance(TENTH_S, load);
        }
        assertEquals(List.of(), phone.clockSteps());
    }

    @Test
    void theTraceOfTheGalaxyS24HangsTogetherSoItsBlocksAreLong() {
        JitterProfile.Trace trace = assertInstanceOf(
                JitterProfile.Trace.class, profile("galaxy-s24").units().get(1).jitter());
        assertEquals(2500, trace.ratios().size());
        assertEquals(-2.2, RunsTest.z(trace.ratios()), 0.05);
        assertTrue(trace.blockJobs() >= 10);
    }

    @Test
    void everyMemoryRowOfTheGalaxyS24BelongsToALatencyRow() throws IOException {
        List<LatencyRow> latencies = profile("galaxy-s24").latency().rows();
        Citations citations = Citations.shipped();
        List<CsvTable.Row> rows = memoryRows();
        assertEquals(60, rows.size());
        for (CsvTable.Row row : rows) {
            citations.check(row.file(), row.line(), "cite", row.text("cite"));
            assertTrue(row.number("peak_low_mb", 0, 1e4) <= row.number("peak_high_mb", 0, 1e4), row.text("network"));
            assertEquals(
                    1,
                    latencies.stream()
                            .filter(latency -> latency.reference()
                                    && latency.network().equals(row.text("network"))
                                    && latency.inputWidthPx() == row.integer("input_width_px", 1, 10_000)
                                    && latency.inputHeightPx() == row.integer("input_height_px", 1, 10_000)
                                    && latency.precision().equals(row.text("precision"))
                                    && latency.unit().equals(row.text("unit")))
                            .count(),
                    "line " + row.line());
        }
    }

    private static List<CsvTable.Row> memoryRows() throws IOException {
        List<String> columns = List.of(
                "network",
                "input_width_px",
                "input_height_px",
                "precision",
                "unit",
                "peak_low_mb",
                "peak_high_mb",
                "cite",
                "note");
        try (InputStream in = ShippedPhonesTest.class.getResourceAsStream("/measurements/galaxy-s24/memory.csv")) {
            return CsvTable.read(
                            "memory.csv", new String(in.readAllBytes(), StandardCharsets.UTF_8), columns, List.of())
                    .rows();
        }
    }

    /** Of the mixture of the two lognormal states, in means of the quiet state, by bisection. */
    private static double quantile(JitterProfile.TwoState jitter, double level) {
        double low = 0.1;
        double high = 10;
        for (int i = 0; i < 80; i++) {
            double middle = (low + high) / 2;
            double share = jitter.contendedFraction().value();
            double below = (1 - share) * below(middle, jitter.quietCv().value())
                    + share
                            * below(
                                    middle / jitter.contendedFactor().value(),
                                    jitter.contendedCv().value());
            if (below < level) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** Share of a lognormal spread with mean 1 below a value. */
    private static double below(double value, double cv) {
        double sigma = Math.sqrt(Math.log1p(cv * cv));
        return new NormalDistribution().cumulativeProbability((Math.log(value) + sigma * sigma / 2) / sigma);
    }
}
