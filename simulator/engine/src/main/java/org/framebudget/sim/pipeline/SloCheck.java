package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario.CameraSlo;
import org.framebudget.sim.scenario.Scenario.Slo;
import org.jspecify.annotations.Nullable;

/** Holds the objectives against the worst stream or device. */
final class SloCheck {
    private final List<RunResult.Check> checks = new ArrayList<>();

    private SloCheck() {}

    static RunResult.SloVerdict of(
            Slo slo, List<RunResult.Stream> streams, List<RunResult.Device> devices, List<String> warnings) {
        SloCheck check = new SloCheck();
        check.atMost("miss_fraction_max", slo.missFractionMax(), streams, RunResult.Stream::missedFraction);
        check.atLeast("processed_fps_min", slo.processedFpsMin(), streams, RunResult.Stream::processedFps);
        check.atLeast("useful_fps_min", slo.usefulFpsMin(), streams, RunResult.Stream::usefulFps);
        check.atLeast("accuracy_min", slo.accuracyMin(), streams, RunResult.Stream::accuracy);
        Integer consecutive = slo.consecutiveMissMax();
        check.atMost("consecutive_miss_max", consecutive == null ? null : (double) consecutive, streams, stream ->
                (double) stream.consecutiveMissMax());
        check.atMost("result_gap_p99_ms_max", slo.resultGapP99MsMax(), streams, RunResult.Stream::resultGapP99Ms);
        check.atMost(
                "photon_to_result_p99_ms_max",
                slo.photonToResultP99MsMax(),
                streams,
                stream -> p99OrMax(stream.photonToResultMs()));
        check.atLeast(
                "battery_hours_min",
                slo.batteryHoursMin(),
                devices.stream().filter(d -> d.battery() != null).toList(),
                device -> device.battery() == null ? null : device.battery().hoursToEmpty());
        check.atMost("skin_deg_c_max", slo.skinDegCMax(), devices, device -> hottest(device, "skin"));
        check.atMost("junction_deg_c_max", slo.junctionDegCMax(), devices, device -> hottest(device, "junction"));
        check.atMost("power_w_max", slo.powerWMax(), devices, RunResult.Device::averagePowerW);
        check.atMost("app_power_w_max", slo.appPowerWMax(), devices, RunResult.Device::appPowerW);
        check.atMost("memory_mb_max", slo.memoryMbMax(), devices, RunResult.Device::peakMemoryMb);
        check.atMost(
                "throttled_fraction_max",
                slo.throttledFractionMax(),
                devices,
                device -> device.throttle().timeFraction());
        slo.cameras().forEach(camera -> check.camera(camera, streams));
        if (slo.photonToResultP99MsMax() != null
                && streams.stream().anyMatch(s -> s.photonToResultMs().p99() == null)) {
            warnings.add("photon_to_result_p99_ms_max: too few results for a 99th percentile, so the largest is held"
                    + " against the limit");
        }
        boolean killed = devices.stream().anyMatch(d -> d.killedAtS() != null);
        boolean met = check.checks.stream().allMatch(RunResult.Check::met);
        return new RunResult.SloVerdict(met && !(killed && !check.checks.isEmpty()), check.checks);
    }

    private void camera(CameraSlo slo, List<RunResult.Stream> streams) {
        List<RunResult.Stream> own = streams.stream()
                .filter(stream -> slo.camera().equals(stream.camera()))
                .toList();
        if (own.isEmpty()) {
            return;
        }
        String of = " " + slo.camera();
        atMost("miss_fraction_max" + of, slo.missFractionMax(), own, RunResult.Stream::missedFraction);
        atLeast("processed_fps_min" + of, slo.processedFpsMin(), own, RunResult.Stream::processedFps);
        atLeast("useful_fps_min" + of, slo.usefulFpsMin(), own, RunResult.Stream::usefulFps);
    }

    private <T> void atMost(String name, @Nullable Double limit, List<T> all, Function<T, @Nullable Double> figure) {
        if (limit != null) {
            Double worst = worst(all, figure, true);
            checks.add(new RunResult.Check(name, limit, worst, worst != null && worst <= limit));
        }
    }

    private <T> void atLeast(String name, @Nullable Double limit, List<T> all, Function<T, @Nullable Double> figure) {
        if (limit != null) {
            Double worst = worst(all, figure, false);
            checks.add(new RunResult.Check(name, limit, worst, worst != null && worst >= limit));
        }
    }

    /** Null where one of them cannot say: an objective that cannot be checked is not met. */
    private static <T> @Nullable Double worst(List<T> all, Function<T, @Nullable Double> figure, boolean largest) {
        List<@Nullable Double> figures = new ArrayList<>();
        all.forEach(one -> figures.add(figure.apply(one)));
        if (figures.isEmpty() || figures.stream().anyMatch(Objects::isNull)) {
            return null;
        }
        double worst = largest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        for (Double value : figures) {
            if (value != null) {
                worst = largest ? Math.max(worst, value) : Math.min(worst, value);
            }
        }
        return worst;
    }

    private static @Nullable Double p99OrMax(RunResult.Latency latency) {
        return latency.p99() != null ? latency.p99() : latency.max();
    }

    private static @Nullable Double hottest(RunResult.Device device, String node) {
        RunResult.Temperature temperature = device.temperatureDegC().get(node);
        return temperature == null ? null : temperature.max();
    }
}
