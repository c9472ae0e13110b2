package org.framebudget.scenarios;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.ProductFiles;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.latency.LatencyPredictor;
import org.framebudget.devices.latency.LatencyQuery;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.devices.latency.Prediction;
import org.framebudget.models.CsvTable;
import org.framebudget.models.catalogue.Catalogue;
import org.framebudget.models.catalogue.NetworkInfo;
import org.framebudget.models.catalogue.Networks;
import org.framebudget.models.network.NetworkCost;
import org.framebudget.models.network.Precision;

/** Claims that predictions and measured tables answer, without a simulated run. */
final class LatencyClaims {
    private static final String PAIRS = "measurements/claims/one-runtime-phones.csv";
    private static final String LOW_END = "Xiaomi Redmi 6 Pro";
    private static final double MEGA = 1e6;
    private static final double BUDGET_MB = 50;
    private static final int SIDE_PX = 224;

    private final ClaimRuns runs;

    LatencyClaims(ClaimRuns runs) {
        this.runs = runs;
    }

    /** "5 to 15 ms at 224 x 224 on a phone's NPU". */
    Claim npuLatency() {
        List<Double> times = new ArrayList<>();
        List<String> phones = new ArrayList<>();
        for (String id : runs.profileIds()) {
            DeviceProfile profile = runs.profile(id);
            int unit = profile.unitIndex("npu");
            if (profile.battery() == null || unit < 0) {
                continue;
            }
            phones.add(id);
            for (NetworkInfo network : Networks.all()) {
                if (network.defaultInputPx() == SIDE_PX) {
                    times.add(best(profile, network).meanMs());
                }
            }
        }
        double[] sorted = sorted(times);
        long within = times.stream().filter(ms -> ms >= 5 && ms <= 15).count();
        long faster = times.stream().filter(ms -> ms < 5).count();
        return new Claim(
                "npu-latency",
                "A phone's NPU needs 5 to 15 ms at 224 x 224.",
                "5 to 15 ms",
                String.format(
                        Locale.ROOT,
                        "median %.1f ms; %d of %d pairs of phone and network in 5 to 15 ms, %d faster",
                        median(sorted),
                        within,
                        times.size(),
                        faster),
                median(sorted),
                sorted[0],
                sorted[sorted.length - 1],
                "ms",
                "smallest and largest of the pairs",
                "catalogue networks of 224 pixels, invoke time alone, at the best precision; "
                        + String.join(", ", phones),
                List.of(),
                Claim.Verdict.of(within, times.size()),
                "Classifiers of that size take less on NPUs since about 2019; the claim fits older chips or larger networks.");
    }

    private Prediction best(DeviceProfile profile, NetworkInfo network) {
        return new LatencyPredictor(profile)
                .best(
                        new LatencyQuery(
                                network.id(), network.defaultInputPx(), network.defaultInputPx(), "", "npu", 0),
                        null);
    }

    /** "A low-end phone is 8 times slower". */
    Claim lowEnd() {
        List<CsvTable.Row> rows = CsvTable.read(
                        PAIRS,
                        ProductFiles.text(PAIRS),
                        List.of("device", "year", "network", "precision", "latency_ms", "cite", "note"),
                        List.of())
                .rows();
        List<Double> ratios = new ArrayList<>();
        for (CsvTable.Row slow : rows) {
            if (!slow.text("device").equals(LOW_END)) {
                continue;
            }
            for (CsvTable.Row fast : rows) {
                if (!fast.text("device").equals(LOW_END)
                        && fast.text("network").equals(slow.text("network"))
                        && fast.text("precision").equals(slow.text("precision"))) {
                    ratios.add(slow.number("latency_ms", 0, 1e6) / fast.number("latency_ms", 0, 1e6));
                }
            }
        }
        double[] sorted = sorted(ratios);
        long holding = ratios.stream().filter(r -> r >= 7 && r <= 9).count();
        return new Claim(
                "low-end-8x",
                "A low-end phone is 8 times slower than the one on the desk.",
                "8 x",
                String.format(
                        Locale.ROOT,
                        "median %.1f x; %d of %d pairs within 7 to 9 x",
                        median(sorted),
                        holding,
                        ratios.size()),
                median(sorted),
                sorted[0],
                sorted[sorted.length - 1],
                "x",
                "smallest and largest of the pairs",
                "Redmi 6 Pro (2018) against four phones of 2018 to 2020, one runtime (Paddle-Lite), one thread on a big core,"
                        + " fp32 and int8",
                List.of(),
                Claim.Verdict.of(holding, ratios.size()),
                "It holds for int8 against flagships of 2019 and 2020; in fp32 the factor is about 5, against a phone of its own"
                        + " year 2 to 3.");
    }

    /** "Core ML runs under 30 ms". */
    Claim coreMl() {
        List<Double> times = new ArrayList<>();
        for (String id : List.of("iphone-14-pro", "iphone-15-pro")) {
            DeviceProfile profile = runs.profile(id);
            profile.latency().rows().stream()
                    .filter(LatencyRow::reference)
                    .map(LatencyRow::latencyMs)
                    .forEach(times::add);
            for (NetworkInfo network : Networks.all()) {
                times.add(best(profile, network).highMs());
            }
        }
        double[] sorted = sorted(times);
        long under = times.stream().filter(ms -> ms < 30).count();
        return new Claim(
                "core-ml-30ms",
                "Core ML answers in under 30 ms.",
                "under 30 ms",
                String.format(Locale.ROOT, "%d of %d under 30 ms, median %.1f ms", under, times.size(), median(sorted)),
                median(sorted),
                sorted[0],
                sorted[sorted.length - 1],
                "ms",
                "smallest and largest of them",
                "iPhone 14 Pro and 15 Pro, all units: measured rows, and the upper end of the 95 % interval of every catalogue"
                        + " network",
                List.of(),
                Claim.Verdict.of(under, times.size()),
                under == times.size()
                        ? "Measured rows take a few milliseconds, and even the upper ends of the intervals of what was not measured"
                                + " stay below."
                        : "Measured rows take a few milliseconds; the intervals of large networks leave the claim.");
    }

    /** "12 ms with a Coral stick against 209 ms on the Pi 4's CPU". */
    Claim piWithCoral() {
        DeviceProfile pi = runs.profile("raspberry-pi-4+coral-usb");
        LatencyPredictor predictor = new LatencyPredictor(pi);
        Prediction tpu = predictor.predict(new LatencyQuery("ssd_mobilenet_v1", 300, 300, "int8", "tpu", 0));
        Prediction cpu = predictor.predict(new LatencyQuery("ssd_mobilenet_v1", 300, 300, "int8", "cpu", 0));
        double ratio = cpu.meanMs() / tpu.meanMs();
        return new Claim(
                "pi4-coral",
                "SSD MobileNet V1 takes 12 ms on a Raspberry Pi 4 with a Coral stick and 209 ms without.",
                "12 ms and 209 ms, 17 x",
                String.format(Locale.ROOT, "%.1f ms and %.0f ms, %.1f x", tpu.meanMs(), cpu.meanMs(), ratio),
                tpu.meanMs(),
                tpu.lowMs(),
                tpu.highMs(),
                "ms",
                "95 % interval of a new measurement with the stick",
                "int8, 300 x 300, the 2019 reference runs of google-coral/edgetpu, invoke time alone",
                List.of(),
                Claim.Verdict.CONDITIONAL,
                "Both times are a quarter lower than in the reference runs and their ratio is the same: another clock of the stick and"
                        + " another runtime, which the claim does not name.");
    }

    /** "0.10 mWh an inference". */
    Claim piEnergy() {
        DeviceProfile pi = runs.profile("raspberry-pi-4+coral-usb");
        UnitProfile tpu = pi.units().get(pi.unitIndex("tpu"));
        double ms = new LatencyPredictor(pi)
                .predict(new LatencyQuery("ssd_mobilenet_v1", 300, 300, "int8", "tpu", 0))
                .meanMs();
        double statedMj = 0.10 * 3600;
        double stickW = tpu.operatingPoints().get(0).activeW().value();
        double boardW = pi.power().baseW().value() + stickW;
        double grossMj = boardW * ms;
        double aboveIdleMj = (stickW - tpu.idleW().value()) * ms;
        return new Claim(
                "pi4-coral-energy",
                "An inference on a Raspberry Pi 4 with a Coral stick takes 0.10 mWh.",
                "0.10 mWh = 360 mJ; over 12 ms that is 30 W",
                String.format(
                        Locale.ROOT,
                        "%.0f mJ gross (board and stick, %.1f W), %.0f mJ above idle; 360 mJ would be %.0f ms of board and stick",
                        grossMj,
                        boardW,
                        aboveIdleMj,
                        statedMj / boardW),
                grossMj,
                aboveIdleMj,
                grossMj,
                "mJ",
                "above idle to gross",
                "SSD MobileNet V1, int8, invoke time alone",
                List.of("active and idle power of the stick", "idle power of the board"),
                Claim.Verdict.NOT_SUPPORTED,
                String.format(
                        Locale.ROOT,
                        "It fits only if every request keeps board and stick busy for %.0f ms: preparing, waiting and decoding"
                                + " included.",
                        statedMj / boardW));
    }

    /** "50 MB are enough". */
    Claim memory() {
        DeviceProfile phone = runs.profile("pixel-4");
        double runtimeMb = phone.memory().runtimeMb().value();
        double packed = phone.memory().packedWeightsFactor().value();
        List<Double> peaks = new ArrayList<>();
        List<String> over = new ArrayList<>();
        for (NetworkInfo network : Networks.all()) {
            NetworkCost cost = NetworkCost.of(
                    Catalogue.network(network.id(), Catalogue.defaultInput(network.id()), Precision.INT8));
            double peakMb = runtimeMb + packed * cost.weightsBytes() / MEGA + cost.activationPeakBytes() / MEGA;
            peaks.add(peakMb);
            if (peakMb > BUDGET_MB) {
                over.add(network.id());
            }
        }
        double[] sorted = sorted(peaks);
        long within = peaks.size() - over.size();
        return new Claim(
                "memory-50mb",
                "A vision network fits into 50 MB.",
                "50 MB",
                String.format(
                        Locale.ROOT,
                        "%d of %d catalogue networks; not: %s",
                        within,
                        peaks.size(),
                        over.isEmpty() ? "none" : String.join(", ", over)),
                median(sorted),
                sorted[0],
                sorted[sorted.length - 1],
                "MB",
                "smallest and largest network",
                "int8 at the published input size: runtime, packed weights and arena; frames of the camera come on top",
                List.of("memory of the runtime, 8 to 60 MB", "weights twice when packed"),
                Claim.Verdict.of(within, peaks.size()),
                "Mobile networks fit in int8; those with more than about 13 million parameters or large maps do not.");
    }

    private static double[] sorted(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }
}
