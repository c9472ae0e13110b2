package org.framebudget.sim.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.framebudget.models.Ratio;
import org.framebudget.sim.results.LatencyHistogram;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Timeline;
import org.framebudget.sim.scenario.Places;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * A made-up run with the shape of a real one: a phone at 30 fps that warms up, throttles after nine minutes and then
 * misses frames. Every count follows from the frames drawn here, so the balances hold.
 */
final class Fixture {
    static final int WINDOWS = 1800;
    static final double THROTTLED_AT_S = 546;

    /** From where the budget starts to delivery, so that a table that shows the one for the other is found out. */
    static final double BEFORE_DELIVERY_MS = 11;

    String name = "Camera assistant on a Pixel 6";
    List<String> streamIds = List.of("classify", "detect");
    List<String> deviceIds = List.of("phone");
    double budgetMs = 33.3;
    /** Added to the budget of each stream after the first. */
    double budgetStepMs = 0;
    /** Timeline windows kept; the result stays that of all. */
    int windowsShown = WINDOWS;

    boolean throttles = true;
    boolean battery = true;
    /** Intervals of the hours to empty: over replications, and with draws. */
    @Nullable
    List<Double> hoursCi95;

    @Nullable
    List<Double> hoursPrediction95;

    boolean processes = true;

    @Nullable
    Double killedAtS;

    String basis = "scaled";
    boolean objectives = true;
    boolean phases = true;

    @Nullable
    List<RunResult.Adaptation> rules;

    @Nullable
    OtherWays other;

    @Nullable
    DeviceRanking ranking;

    @Nullable
    FleetReport fleet;

    /** Looked for beside the phases; first page and own page. */
    List<FeasibilityMap> maps = List.of();

    List<UnitValidation> validation = List.of(Samples.validation("npu", 14), Samples.validation("cpu", 0));
    Paper paper = Paper.A4;

    String budgetFrom = "delivery";
    String tripLabel = "skin policy, moderate";
    List<Scenario.TracePoint> ambientTrace = List.of();

    /** Paragraphs before those of the scenario, to move what follows down the page. */
    int paragraphsBefore = 0;

    List<String> warnings =
            List.of("The profile's thermal values are ASSUMED: minutes to throttle may be off by a third.");

    static Fixture phone() {
        return new Fixture();
    }

    static List<String> names(String prefix, int count) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            names.add(prefix + i);
        }
        return names;
    }

    private final List<RunResult.Stream> streams = new ArrayList<>();
    private final List<Timeline.StreamSeries> streamSeries = new ArrayList<>();
    private final List<LatencyHistogram> latencies = new ArrayList<>();
    private final List<BurstAndSustained.StreamFigures> burst = new ArrayList<>();
    private final List<BurstAndSustained.StreamFigures> sustained = new ArrayList<>();

    ReportInput input() {
        for (int i = 0; i < streamIds.size(); i++) {
            stream(i);
        }
        List<RunResult.Device> devices = new ArrayList<>();
        List<Timeline.DeviceSeries> deviceSeries = new ArrayList<>();
        for (int i = 0; i < deviceIds.size(); i++) {
            devices.add(device(i));
            deviceSeries.add(deviceSeries(i));
        }
        double worst = streams.stream()
                .mapToDouble(RunResult.Stream::missFraction)
                .max()
                .orElse(0);
        List<RunResult.Check> checks = new ArrayList<>();
        if (objectives) {
            checks.add(new RunResult.Check("miss_fraction_max", 0.01, worst, worst <= 0.01));
            checks.add(new RunResult.Check(
                    "useful_fps_min",
                    29,
                    streams.get(0).usefulFps(),
                    streams.get(0).usefulFps() >= 29));
            checks.add(new RunResult.Check("photon_to_result_p99_ms_max", 180, processes ? 141.5 : null, processes));
            checks.add(new RunResult.Check("battery_hours_min", 4, battery ? 5.13 : null, battery));
            checks.add(new RunResult.Check("skin_deg_c_max", 43, 42.2, true));
            checks.add(new RunResult.Check("app_power_w_max", 0.3, 0.241, true));
        }
        boolean met = checks.stream().allMatch(RunResult.Check::met);
        RunResult result = new RunResult(
                RunResult.SCHEMA,
                "simulated",
                new RunResult.ScenarioRef(name, "3f9c1b5a7d2e4860aa11bb22cc33dd44ee55ff6677889900aabbccddeeff0011"),
                42,
                1,
                WINDOWS,
                0.31,
                1_234_567,
                streams,
                devices,
                new RunResult.SloVerdict(met, checks),
                new RunResult.Bottleneck(
                        deviceIds.get(0),
                        "npu",
                        null,
                        null,
                        "the NPU's clock is held at 60 % by the skin policy",
                        null),
                warnings,
                List.of("cameras.back.exposure_ms: 10 (default)", "pipelines.classify.queue: LATEST (default)"),
                3,
                List.of("PixelThermal2021"));
        long[] endNs = new long[WINDOWS];
        Arrays.setAll(endNs, i -> (i + 1) * 1_000_000_000L);
        Timeline timeline =
                new Timeline(1_000_000_000L, Arrays.copyOf(endNs, windowsShown), streamSeries, deviceSeries);
        return new ReportInput(
                scenario(),
                result,
                timeline,
                latencies,
                phases
                        ? new BurstAndSustained(
                                new BurstAndSustained.Phase(true, burst, null, checks, devices),
                                new BurstAndSustained.Phase(!throttles, sustained, 14.0, checks, devices),
                                null,
                                other,
                                maps,
                                null,
                                ranking,
                                fleet)
                        : null,
                List.of(
                        new ReportInput.TripPoint(deviceIds.get(0), "skin", 39, "skin policy, light"),
                        new ReportInput.TripPoint(deviceIds.get(0), "skin", 41, tripLabel),
                        new ReportInput.TripPoint(deviceIds.get(0), "junction", 95, "die limit")),
                List.of(
                        new AssumedValue(
                                "pixel-6",
                                "thermal.nodes.skin.to_ambient_k_per_w",
                                8.2,
                                6,
                                11,
                                "no published teardown"),
                        new AssumedValue("pixel-6", "units.npu.idle_w", 0.02, 0.005, 0.05, ""),
                        new AssumedValue("pixel-6", "memory.runtime_mb", 24, 12, 40, "typical of the runtime")),
                List.of(
                        "Google (2021): Pixel 6 thermal configuration, android.googlesource.com, thermal_info_config.json.",
                        "Tan, M. and Le, Q. (2019): EfficientNet: Rethinking model scaling. ICML."),
                "A line of its own.\n\n".repeat(paragraphsBefore)
                        + "Camera back on phone delivers 1280×720 at 30 fps, exposed for 10 ms.\n\nPipeline classify prepares each"
                        + " frame on the CPU, runs EfficientNet-Lite0 (int8, 224×224) on the NPU and draws the result."
                        + " A newer frame replaces one that still waits.",
                validation,
                new Origin(
                        "./framebudget plan scenarios/library/camera-assistant/scenario.yaml --seed 42 --pdf plan.pdf",
                        "1.2.3",
                        Map.of("pixel-6", "6ae1".repeat(16))),
                paper);
    }

    private Scenario scenario() {
        return new Scenario(
                name,
                WINDOWS,
                42,
                new Scenario.Environment(31, ambientTrace),
                List.of(new Scenario.DeviceUse(
                        deviceIds.get(0),
                        "pixel-6",
                        0.9,
                        null,
                        null,
                        null,
                        null,
                        Scenario.Scheduling.FIFO,
                        1,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Scenario.Conditions.BENCH)),
                List.of(new Scenario.CameraSpec(
                        "back",
                        deviceIds.get(0),
                        1280,
                        720,
                        new Ratio(30, 1),
                        1,
                        10,
                        null,
                        null,
                        null,
                        null,
                        0,
                        null,
                        null,
                        Scenario.PoweredBy.DEVICE,
                        List.of())),
                List.of(),
                List.of(),
                new Scenario.Slo(
                        0.01, null, 29.0, null, null, null, 180.0, 4.0, 43.0, null, null, 0.3, null, null, List.of()),
                new Scenario.Limits(null),
                List.of(),
                false,
                null,
                List.of(),
                "3f9c",
                Path.of("."),
                Places.NONE,
                null);
    }

    private boolean throttled(int window) {
        boolean cycling = (window / 7) % 2 == 0 || window > 1500;
        return throttles && window >= THROTTLED_AT_S && cycling;
    }

    private void stream(int index) {
        Random random = new Random(1000 + index);
        int n = WINDOWS;
        double[] p50 = new double[n];
        double[] p99 = new double[n];
        long[] captured = new long[n];
        long[] onTime = new long[n];
        long[] late = new long[n];
        long[] dropped = new long[n];
        int[] queue = new int[n];
        LatencyHistogram all = new LatencyHistogram();
        LatencyHistogram first = new LatencyHistogram();
        LatencyHistogram last = new LatencyHistogram();
        for (int w = 0; w < n; w++) {
            boolean alive = killedAtS == null || w < killedAtS;
            captured[w] = alive ? 30 : 0;
            double level = (18 + 2.5 * (index % 5)) * (throttled(w) ? 1.45 : 1);
            double[] inWindow = new double[alive && processes ? 30 : 0];
            int kept = 0;
            for (int f = 0; f < inWindow.length; f++) {
                double ms = level * Math.exp(0.07 * random.nextGaussian());
                if (ms > budgetMs * 1.08) {
                    dropped[w]++;
                    continue;
                }
                inWindow[kept++] = ms;
                long ns = Math.round(ms * 1e6);
                all.record(ns);
                if (w < 60) {
                    first.record(ns);
                } else if (w >= 1200) {
                    last.record(ns);
                }
                if (ms > budgetMs) {
                    late[w]++;
                } else {
                    onTime[w]++;
                }
            }
            if (!processes) {
                dropped[w] = captured[w];
            }
            double[] sorted = Arrays.copyOf(inWindow, kept);
            Arrays.sort(sorted);
            p50[w] = kept == 0 ? Double.NaN : sorted[kept / 2];
            p99[w] = kept == 0 ? Double.NaN : sorted[kept - 1];
            queue[w] = throttled(w) ? 1 : 0;
        }
        long sumCaptured = Arrays.stream(captured).sum();
        long sumLate = Arrays.stream(late).sum();
        long sumDropped = Arrays.stream(dropped).sum();
        long sumOnTime = Arrays.stream(onTime).sum();
        long processed = sumOnTime + sumLate;
        double miss = (double) (sumLate + sumDropped) / sumCaptured;
        String id = streamIds.get(index);
        latencies.add(all);
        streamSeries.add(new Timeline.StreamSeries(
                id, p50, p99, captured, onTime, late, dropped, queue, p99, new long[n], new long[n]));
        burst.add(new BurstAndSustained.StreamFigures(id, 30, 0, first));
        sustained.add(new BurstAndSustained.StreamFigures(id, throttles ? 26.1 : 30, throttles ? miss * 1.4 : 0, last));
        streams.add(new RunResult.Stream(
                id,
                deviceIds.get(index % deviceIds.size()),
                30L * n,
                sumCaptured,
                processed,
                sumOnTime,
                sumLate,
                sumDropped,
                0,
                0,
                (double) processed / n,
                (double) sumOnTime / n,
                processed == 0 ? 0 : (double) sumLate / processed,
                (double) sumDropped / sumCaptured,
                null,
                null,
                miss,
                List.of(Math.max(0, miss - 0.002), miss + 0.002),
                null,
                null,
                true,
                budgetFrom,
                budgetMs + index * budgetStepMs,
                processes ? 7 : sumCaptured,
                null,
                null,
                latency(all, budgetFrom.equals("delivery") ? 0 : -BEFORE_DELIVERY_MS),
                latency(all, 0),
                latency(all, 61),
                List.of(
                        new RunResult.Stage("prepare", "cpu", 2.4, 3.1, 0.02, null, null),
                        new RunResult.Stage(
                                "classify",
                                "npu",
                                13.2,
                                21.4,
                                1.9,
                                new RunResult.Invoke(12.3, List.of(10.9, 13.9), basis),
                                null),
                        new RunResult.Stage("draw", "cpu", 1.0, null, 0.0, null, null)),
                null,
                null,
                rules,
                null,
                null));
    }

    private static RunResult.Latency latency(LatencyHistogram histogram, double plusMs) {
        if (histogram.count() == 0) {
            return new RunResult.Latency(null, null, null, null, null, null, null);
        }
        return new RunResult.Latency(
                histogram.meanNs() / 1e6 + plusMs,
                histogram.quantileNs(0.5) / 1e6 + plusMs,
                histogram.quantileNs(0.9) / 1e6 + plusMs,
                histogram.quantileNs(0.95) / 1e6 + plusMs,
                histogram.quantileNs(0.99) / 1e6 + plusMs,
                histogram.quantileNs(0.999) / 1e6 + plusMs,
                histogram.maxNs() / 1e6 + plusMs);
    }

    private RunResult.Device device(int index) {
        Map<String, Double> energy = new LinkedHashMap<>();
        energy.put("idle", 2108.0);
        energy.put("camera", 2250.0);
        energy.put("npu", 310.5);
        energy.put("cpu", 89.2);
        Map<String, RunResult.Temperature> temperatures = new LinkedHashMap<>();
        temperatures.put("junction", new RunResult.Temperature(51.2, 50.9));
        temperatures.put("skin", new RunResult.Temperature(42.2, 42.1));
        List<RunResult.ThrottleStep> steps = new ArrayList<>();
        if (throttles) {
            for (int w = (int) THROTTLED_AT_S; w < WINDOWS; w++) {
                if (throttled(w) != throttled(w - 1)) {
                    steps.add(new RunResult.ThrottleStep(w, "npu", throttled(w) ? 0.6 : 1, "skin policy"));
                }
            }
        }
        return new RunResult.Device(
                deviceIds.get(index),
                "pixel-6",
                "PUBLISHED_TFLITE",
                null,
                2.61,
                0.241,
                1.25,
                4757.7,
                energy,
                1e-9,
                processes ? 88.1 : null,
                processes ? 7.4 : null,
                battery ? new RunResult.Battery(0.9, 0.81, 5.13, hoursCi95, hoursPrediction95) : null,
                temperatures,
                31,
                new RunResult.Throttle(throttles ? THROTTLED_AT_S : null, throttles ? 0.41 : 0, steps),
                List.of(new RunResult.Unit("cpu", 0.12, 1), new RunResult.Unit("npu", 0.61, throttles ? 0.85 : 1)),
                null,
                killedAtS,
                null,
                null);
    }

    private Timeline.DeviceSeries deviceSeries(int index) {
        int n = WINDOWS;
        Map<String, double[]> temperatures = new LinkedHashMap<>();
        Map<String, double[]> clocks = new LinkedHashMap<>();
        double[] skin = new double[n];
        double[] junction = new double[n];
        double[] npu = new double[n];
        double[] cpu = new double[n];
        double[] power = new double[n];
        double[] charge = new double[n];
        for (int w = 0; w < n; w++) {
            skin[w] = 31 + (11.2 - index) * (1 - Math.exp(-w / 420.0));
            junction[w] = skin[w] + 8.5 - (throttled(w) ? 2 : 0);
            npu[w] = throttled(w) ? 0.6 : 1;
            cpu[w] = 1;
            power[w] = throttled(w) ? 2.45 : 2.7;
            charge[w] = battery ? 0.9 - 0.09 * w / n : Double.NaN;
        }
        temperatures.put("junction", junction);
        temperatures.put("skin", skin);
        clocks.put("npu", npu);
        clocks.put("cpu", cpu);
        return new Timeline.DeviceSeries(deviceIds.get(index), temperatures, clocks, clocks, power, charge, Map.of());
    }
}
