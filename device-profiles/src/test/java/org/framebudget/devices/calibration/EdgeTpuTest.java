package org.framebudget.devices.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.framebudget.devices.latency.FamilyKernel;
import org.framebudget.devices.latency.LatencyFit;
import org.framebudget.devices.latency.LatencyModel;
import org.framebudget.devices.latency.LatencyModel.Basis;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.devices.latency.LatencySeries;
import org.framebudget.devices.latency.NetworkFeatures;
import org.framebudget.devices.latency.Roofline.Parameter;
import org.framebudget.models.CsvTable;
import org.framebudget.models.network.InputSize;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * One set of chip parameters against everything published on Edge TPUs: five hosts, USB 2, USB 3 and PCIe, four clocks, networks
 * within and beyond the chip's memory, pairs. Networks outside the catalogue (EfficientNet-EdgeTPU, the face detector, YOLOv8s)
 * have no layers here; YOLOv8 runs partly on the CPU.
 */
class EdgeTpuTest {
    private static final double ON_CHIP = 8e6;
    private static final double FULL_CLOCK_MHZ = 500;
    private static final String STICK = "+coral-usb";
    private static ClassCalibration chip;
    private static FamilyKernel kernel;

    @BeforeAll
    static void fit() {
        kernel = LatencyModel.shipped().kernel();
        chip = ClassCalibration.of(CalibrationData.shipped().series(), kernel).stream()
                .filter(one -> one.series().get(0).latencyClass().equals("edge_tpu-int8"))
                .findFirst()
                .orElseThrow();
    }

    private static LatencyFit host(String device) {
        for (int i = 0; i < chip.series().size(); i++) {
            if (chip.series().get(i).device().replace(STICK, "").equals(device)) {
                return chip.fits().get(i);
            }
        }
        throw new AssertionError(device);
    }

    private static double ms(String device, String network, int px, double clockMhz) {
        return host(device)
                .estimate(NetworkFeatures.of(network, InputSize.square(px)), clockMhz / FULL_CLOCK_MHZ)
                .medianMs();
    }

    private static void within(
            double fraction, String device, String network, int px, double clockMhz, double measuredMs) {
        assertEquals(
                1,
                ms(device, network, px, clockMhz) / measuredMs,
                fraction,
                device + " " + network + " " + px + " at " + clockMhz + " MHz");
    }

    @Test
    void everyReferenceOfFiveHostsAndBothClocksIsFittedWithin5Percent() {
        int count = 0;
        for (int i = 0; i < chip.series().size(); i++) {
            LatencySeries series = chip.series().get(i);
            for (LatencyRow row : series.rows()) {
                Double clockMhz = row.clockMhz();
                within(
                        0.05,
                        series.device().replace(STICK, ""),
                        row.network(),
                        row.inputWidthPx(),
                        clockMhz == null ? FULL_CLOCK_MHZ : clockMhz,
                        row.latencyMs());
                count++;
            }
        }
        assertEquals(6, chip.series().size());
        assertEquals(32, count);
    }

    /** coral.ai's table, of other software; its detector on a Dev Board misses and stands in the next test. */
    @Test
    void theTableOfBenchmarksIsPredictedWithin15Percent() {
        within(0.15, "desktop-xeon-e5-1650", "inception_v1", 224, 500, 3.4);
        within(0.15, "desktop-xeon-e5-1650", "inception_v4", 299, 500, 85);
        within(0.15, "desktop-xeon-e5-1650", "mobilenet_v1_1.0", 224, 500, 2.4);
        within(0.15, "desktop-xeon-e5-1650", "mobilenet_v2_1.0", 224, 500, 2.6);
        within(0.15, "desktop-xeon-e5-1650", "ssd_mobilenet_v1", 224, 500, 6.5);
        within(0.15, "desktop-xeon-e5-1650", "ssd_mobilenet_v2", 224, 500, 7.2);
        within(0.15, "desktop-xeon-e5-1650", "resnet50", 299, 500, 49);
        within(0.15, "coral-dev-board", "inception_v4", 299, 500, 102);
        within(0.15, "coral-dev-board", "mobilenet_v1_1.0", 224, 500, 2.4);
        within(0.15, "coral-dev-board", "mobilenet_v2_1.0", 224, 500, 2.6);
        within(0.15, "coral-dev-board", "resnet50", 299, 500, 56);
    }

    /** These miss: which size the table's detector ran at, and what the others timed, is not certain. */
    @Test
    void whatMissesMissesByAsMuchAsIsSaid() {
        within(0.30, "coral-dev-board", "ssd_mobilenet_v1", 224, 500, 11);
        within(0.30, "coral-dev-board", "ssd_mobilenet_v2", 300, 500, 12.75);
    }

    @Test
    void otherClocksOfOtherSourcesArePredictedWithin15Percent() {
        within(0.15, "raspberry-pi-4", "ssd_mobilenet_v2", 300, 250, 18.2);
        within(0.15, "raspberry-pi-3b-plus", "ssd_mobilenet_v2", 300, 250, 58.1);
        within(0.15, "coral-dev-board", "ssd_mobilenet_v2", 300, 125, 23.55);
        // the clock moves a network that streams little, one on the chip much
        double resnet = ms("edge-tpu-stick", "resnet50", 224, 250) / ms("edge-tpu-stick", "resnet50", 224, 500);
        double mobilenet =
                ms("edge-tpu-stick", "mobilenet_v1_1.0", 224, 250) / ms("edge-tpu-stick", "mobilenet_v1_1.0", 224, 500);
        assertEquals(42.027 / 40.513, resnet, 0.03);
        assertEquals(4.0825 / 2.5705, mobilenet, 0.15 * 4.0825 / 2.5705);
    }

    /** A network beyond the chip's memory pays USB 2 in full, one within it only for its image and instructions. */
    @Test
    void usb2OverUsb3IsAsMeasured() {
        double streams =
                ms("raspberry-pi-3b-plus", "inception_v4", 299, 500) / ms("raspberry-pi-4", "inception_v4", 299, 500);
        double fits = ms("raspberry-pi-3b-plus", "mobilenet_v1_1.0", 224, 500)
                / ms("raspberry-pi-4", "mobilenet_v1_1.0", 224, 500);
        assertEquals(7.4714, streams, 0.15 * 7.4714);
        assertEquals(2.1409, fits, 0.15 * 2.1409);
    }

    /** Compiled apart, each of a pair reloads what it keeps on the chip. */
    @Test
    void pairsCompiledApartAreWithin15Percent() throws IOException {
        int count = 0;
        for (CsvTable.Row row : pairs()) {
            if (row.text("cocompiled").equals("false")) {
                Pair pair = new Pair(row);
                double swapMs = pair.ms(Math.min(pair.a.weights(), pair.roomBytes()))
                        + pair.ms(Math.min(pair.b.weights(), pair.roomBytes()));
                assertEquals(1, (pair.aloneMs() + swapMs) / pair.measuredMs(), 0.15, pair.text());
                count++;
            }
        }
        assertEquals(10, count);
    }

    /**
     * Compiled together, two networks share less room than one has alone: about 6.3 MB, from the MobileNets of the other hosts. The
     * first keeps what fits, the second what is left.
     */
    @Test
    void pairsCompiledTogetherAreWithin15PercentWithTheRoomFoundOnOtherHosts() throws IOException {
        int count = 0;
        for (CsvTable.Row row : pairs()) {
            if (row.text("cocompiled").equals("true")) {
                Pair pair = new Pair(row);
                double roomBytes = sharedRoomBytes(pair.host());
                assertEquals(6.3e6, roomBytes, 0.1e6);
                double left = Math.max(0, roomBytes - pair.a.weights());
                double lostByA = Math.max(0, Math.min(pair.a.weights(), pair.roomBytes()) - roomBytes);
                double lostByB = Math.max(0, Math.min(pair.b.weights(), pair.roomBytes()) - left);
                assertEquals(
                        1,
                        (pair.aloneMs() + pair.ms(lostByA) + pair.ms(lostByB)) / pair.measuredMs(),
                        0.15,
                        pair.text());
                count++;
            }
        }
        assertEquals(10, count);
    }

    /** Mean over the other hosts of the bytes of both MobileNets less those that their pair streams. */
    private static double sharedRoomBytes(String without) throws IOException {
        double sum = 0;
        int count = 0;
        for (CsvTable.Row row : pairs()) {
            Pair pair = new Pair(row);
            if (row.text("cocompiled").equals("true")
                    && row.text("network_a").equals("mobilenet_v1_1.0")
                    && !pair.host().equals(without)) {
                sum += pair.a.weights() + pair.b.weights() - (pair.measuredMs() - pair.aloneMs()) / pair.ms(1);
                count++;
            }
        }
        return sum / count;
    }

    private record Pair(CsvTable.Row row, LatencyFit fit, NetworkFeatures a, NetworkFeatures b) {
        Pair(CsvTable.Row row) {
            this(
                    row,
                    EdgeTpuTest.host(row.text("host")),
                    features(row.text("network_a")),
                    features(row.text("network_b")));
        }

        String host() {
            return row.text("host");
        }

        double measuredMs() {
            return row.number("pair_latency_ms", 0, 1e6);
        }

        double aloneMs() {
            return fit.estimate(a).medianMs() + fit.estimate(b).medianMs();
        }

        double roomBytes() {
            return ON_CHIP * Math.exp(fit.parameters()[Parameter.CACHE.ordinal()]);
        }

        /** Time of bytes over the link. */
        double ms(double bytes) {
            return bytes * Math.exp(fit.parameters()[Parameter.LINK.ordinal()]);
        }

        String text() {
            return host() + " " + row.text("network_a") + " " + row.text("cocompiled");
        }
    }

    /** The rest of the class is fitted anew without each point. */
    @Test
    void leftOutPointsMissByAbout10PercentInTheMeanAndTheMissesAreTheKnownOnes() {
        List<LeftOut> left = LeftOut.of(chip, kernel, Split.POINT);
        assertEquals(32, left.size());
        assertTrue(mean(left, l -> true) < 0.10, "all " + mean(left, l -> true));
        double known = mean(left, l -> l.basis() == Basis.SCALED);
        assertTrue(known < 0.115, "of a family the unit has run " + known);
        // one host wants more, another less for Inception v1 than v4 allows
        assertTrue(mean(left, l -> !l.row().network().startsWith("inception")) < 0.09);
    }

    private static double mean(List<LeftOut> left, Predicate<LeftOut> which) {
        return left.stream()
                .filter(which)
                .mapToDouble(l -> Math.abs(l.errorFraction()))
                .average()
                .orElseThrow();
    }

    private static NetworkFeatures features(String network) {
        return NetworkFeatures.of(network, InputSize.square(network.equals("inception_v4") ? 299 : 224));
    }

    private static List<CsvTable.Row> pairs() throws IOException {
        String file = "/measurements/coral/co-compilation.csv";
        try (InputStream in = EdgeTpuTest.class.getResourceAsStream(file)) {
            return new ArrayList<>(CsvTable.read(
                            file,
                            new String(in.readAllBytes(), StandardCharsets.UTF_8),
                            List.of(
                                    "host",
                                    "network_a",
                                    "network_b",
                                    "cocompiled",
                                    "pair_latency_ms",
                                    "n",
                                    "cite",
                                    "note"),
                            List.of())
                    .rows());
        }
    }
}
