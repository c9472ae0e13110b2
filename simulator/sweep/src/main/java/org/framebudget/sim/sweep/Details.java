package org.framebudget.sim.sweep;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.sim.results.RunResult;
import org.jspecify.annotations.Nullable;

/** Streams and devices of a point, each by itself: lists of structures in one column, with the names of the result contract. */
final class Details {
    private static final String LATENCY =
            "STRUCT(mean DOUBLE, p50 DOUBLE, p90 DOUBLE, p95 DOUBLE, p99 DOUBLE, p999 DOUBLE, \"max\" DOUBLE)";

    static final String STREAMS_TYPE = "STRUCT(id VARCHAR, device VARCHAR, requested BIGINT, captured BIGINT,"
            + " processed BIGINT, on_time BIGINT, late BIGINT, dropped BIGINT, skipped_by_rule BIGINT, in_flight BIGINT,"
            + " processed_fps DOUBLE, useful_fps DOUBLE, late_fraction DOUBLE, dropped_fraction DOUBLE,"
            + " stale_fraction DOUBLE, jank_fraction DOUBLE, miss_fraction DOUBLE, miss_fraction_ci95_low DOUBLE,"
            + " miss_fraction_ci95_high DOUBLE, cadence_met BOOLEAN, budget_ms DOUBLE, consecutive_miss_max BIGINT,"
            + " result_gap_p99_ms DOUBLE, accuracy DOUBLE, latency_ms " + LATENCY + ", budget_to_result_ms " + LATENCY
            + ", photon_to_result_ms " + LATENCY
            + ", stages STRUCT(id VARCHAR, unit VARCHAR, mean_ms DOUBLE, p99_ms DOUBLE, wait_mean_ms DOUBLE)[],"
            + " bytes_sent BIGINT)[]";

    static final String DEVICES_TYPE = "STRUCT(id VARCHAR, profile VARCHAR, average_power_w DOUBLE, app_power_w DOUBLE,"
            + " camera_power_w DOUBLE, energy_j DOUBLE, energy_per_inference_gross_mj DOUBLE,"
            + " energy_per_inference_above_idle_mj DOUBLE, battery_start_fraction DOUBLE, battery_end_fraction DOUBLE,"
            + " battery_hours_to_empty DOUBLE, temperature STRUCT(node VARCHAR, \"max\" DOUBLE, \"end\" DOUBLE)[],"
            + " ambient_deg_c DOUBLE, throttle_first_s DOUBLE, throttle_time_fraction DOUBLE,"
            + " units STRUCT(id VARCHAR, utilisation DOUBLE, clock_fraction_mean DOUBLE)[], peak_memory_mb DOUBLE,"
            + " killed_at_s DOUBLE, bytes_sent BIGINT)[]";

    private Details() {}

    static Collection<Map<String, @Nullable Object>> streams(List<RunResult.Stream> streams) {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (RunResult.Stream stream : streams) {
            List<Double> ci95 = stream.missFractionCi95();
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("id", stream.id());
            one.put("device", stream.device());
            one.put("requested", stream.requested());
            one.put("captured", stream.captured());
            one.put("processed", stream.processed());
            one.put("on_time", stream.onTime());
            one.put("late", stream.late());
            one.put("dropped", stream.dropped());
            one.put("skipped_by_rule", stream.skippedByRule());
            one.put("in_flight", stream.inFlight());
            one.put("processed_fps", stream.processedFps());
            one.put("useful_fps", stream.usefulFps());
            one.put("late_fraction", stream.lateFraction());
            one.put("dropped_fraction", stream.droppedFraction());
            one.put("stale_fraction", stream.staleFraction());
            one.put("jank_fraction", stream.jankFraction());
            one.put("miss_fraction", stream.missFraction());
            one.put("miss_fraction_ci95_low", ci95 == null ? null : ci95.get(0));
            one.put("miss_fraction_ci95_high", ci95 == null ? null : ci95.get(1));
            one.put("cadence_met", stream.cadenceMet());
            one.put("budget_ms", stream.budgetMs());
            one.put("consecutive_miss_max", stream.consecutiveMissMax());
            one.put("result_gap_p99_ms", stream.resultGapP99Ms());
            one.put("accuracy", stream.accuracy());
            one.put("latency_ms", latency(stream.latencyMs()));
            one.put("budget_to_result_ms", latency(stream.budgetToResultMs()));
            one.put("photon_to_result_ms", latency(stream.photonToResultMs()));
            List<Map<String, @Nullable Object>> stages = new ArrayList<>();
            for (RunResult.Stage stage : stream.stages()) {
                stages.add(structure(
                        "id", stage.id(),
                        "unit", stage.unit(),
                        "mean_ms", stage.meanMs(),
                        "p99_ms", stage.p99Ms(),
                        "wait_mean_ms", stage.waitMeanMs()));
            }
            one.put("stages", stages);
            one.put("bytes_sent", stream.bytesSent());
            all.add(one);
        }
        return all;
    }

    private static Map<String, @Nullable Object> latency(RunResult.Latency latency) {
        return structure(
                "mean", latency.mean(),
                "p50", latency.p50(),
                "p90", latency.p90(),
                "p95", latency.p95(),
                "p99", latency.p99(),
                "p999", latency.p999(),
                "max", latency.max());
    }

    static Collection<Map<String, @Nullable Object>> devices(List<RunResult.Device> devices) {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (RunResult.Device device : devices) {
            RunResult.Battery battery = device.battery();
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("id", device.id());
            one.put("profile", device.profile());
            one.put("average_power_w", device.averagePowerW());
            one.put("app_power_w", device.appPowerW());
            one.put("camera_power_w", device.cameraPowerW());
            one.put("energy_j", device.energyJ());
            one.put("energy_per_inference_gross_mj", device.energyPerInferenceGrossMj());
            one.put("energy_per_inference_above_idle_mj", device.energyPerInferenceAboveIdleMj());
            one.put("battery_start_fraction", battery == null ? null : battery.startFraction());
            one.put("battery_end_fraction", battery == null ? null : battery.endFraction());
            one.put("battery_hours_to_empty", battery == null ? null : battery.hoursToEmpty());
            List<Map<String, @Nullable Object>> nodes = new ArrayList<>();
            device.temperatureDegC()
                    .forEach((node, temperature) ->
                            nodes.add(structure("node", node, "max", temperature.max(), "end", temperature.end())));
            one.put("temperature", nodes);
            one.put("ambient_deg_c", device.ambientDegC());
            one.put("throttle_first_s", device.throttle().firstS());
            one.put("throttle_time_fraction", device.throttle().timeFraction());
            List<Map<String, @Nullable Object>> units = new ArrayList<>();
            for (RunResult.Unit unit : device.units()) {
                units.add(structure(
                        "id", unit.id(),
                        "utilisation", unit.utilisation(),
                        "clock_fraction_mean", unit.clockFractionMean()));
            }
            one.put("units", units);
            one.put("peak_memory_mb", device.peakMemoryMb());
            one.put("killed_at_s", device.killedAtS());
            one.put("bytes_sent", device.bytesSent());
            all.add(one);
        }
        return all;
    }

    /** @param namesAndValues in turn */
    private static Map<String, @Nullable Object> structure(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            one.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return one;
    }
}
