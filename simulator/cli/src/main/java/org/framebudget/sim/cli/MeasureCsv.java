package org.framebudget.sim.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.framebudget.devices.latency.LatencyColumns;
import org.framebudget.models.network.Precision;
import org.framebudget.models.runtime.Distribution;
import org.framebudget.models.runtime.MachineInfo;
import org.framebudget.models.runtime.MachineState;
import org.framebudget.models.runtime.MeasureRecord;
import org.framebudget.models.runtime.MeasureReport;
import org.jspecify.annotations.Nullable;

/** Measurements in the columns of the tables under {@code measurements/}. */
final class MeasureCsv {
    private static final List<String> COLUMNS = LatencyColumns.with(List.of("weights_mb", "arena_mb"));
    /** The key of a reference that whoever publishes the numbers adds to a bibliography. */
    private static final String CITE = "own_measurement";

    private static final String FIRST = "first";

    private MeasureCsv() {}

    /** One row for each statistic of each run. */
    static String text(MeasureReport report) {
        StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append('\n');
        for (MeasureRecord run : report.runs()) {
            statistics(run).forEach((statistic, latencyMs) -> {
                if (latencyMs != null) {
                    text.append(row(run, report.machine(), statistic, latencyMs))
                            .append('\n');
                }
            });
        }
        return text.toString();
    }

    /** Single latencies in order, as a profile's jitter reads them. */
    static String samples(MeasureRuns.Run run) {
        MeasureRecord record = run.record();
        StringBuilder text = new StringBuilder("# successive inferences of " + record.network() + ", "
                + record.runtime().threads() + " threads, " + runtime(record) + ", sha256 " + record.sha256()
                + "\nlatency_ms\n");
        for (long ns : run.latenciesNs()) {
            text.append(number(ns / 1e6)).append('\n');
        }
        return text.toString();
    }

    private static Map<String, @Nullable Double> statistics(MeasureRecord run) {
        Distribution d = run.latencyMs();
        Map<String, @Nullable Double> statistics = new LinkedHashMap<>();
        statistics.put("mean", d.mean());
        statistics.put("p50", d.p50());
        statistics.put("p90", d.p90());
        statistics.put("p95", d.p95());
        statistics.put("p99", d.p99());
        statistics.put("min", d.min());
        statistics.put("max", d.max());
        statistics.put("sd", d.sd());
        statistics.put(FIRST, run.firstMs());
        return statistics;
    }

    private static String row(MeasureRecord run, MachineInfo machine, String statistic, double latencyMs) {
        List<Integer> input = run.input();
        List<String> cells = new ArrayList<>();
        cells.add(run.network());
        cells.add(input == null ? "" : input.get(0).toString());
        cells.add(input == null ? "" : input.get(1).toString());
        // a profile tells apart what a device computes with, and the older unsigned form is the same there
        cells.add(run.precision().equals(Precision.UINT8.text()) ? Precision.INT8.text() : run.precision());
        cells.add("cpu");
        cells.add(Integer.toString(run.runtime().threads()));
        cells.add(number(latencyMs));
        cells.add(statistic);
        cells.add(runtime(run));
        cells.add(conditions(run, machine, statistic));
        cells.add(number(run.weightsBytes() / 1e6));
        cells.add(number(run.memory().arenaMb()));
        cells.add("MEASURED");
        cells.add(CITE);
        cells.add("sha256 " + run.sha256() + ", " + run.measuredAt());
        return String.join(",", cells.stream().map(MeasureCsv::quoted).toList());
    }

    private static String runtime(MeasureRecord run) {
        return "TFLite " + run.runtime().version()
                + ("xnnpack".equals(run.runtime().path()) ? ", XNNPACK" : ", plain kernels");
    }

    private static String conditions(MeasureRecord run, MachineInfo machine, String statistic) {
        MachineState before = run.before();
        List<String> parts = new ArrayList<>();
        if (statistic.equals(FIRST)) {
            parts.add("n=1");
            parts.add("invoke only, random input, the first inference after loading, no warm-up");
        } else {
            parts.add("n=" + run.latencyMs().n());
            parts.add("invoke only, random input, back to back, " + run.warmupRuns() + " warm-up");
        }
        parts.add(machine.cpuModel() == null ? machine.arch() : machine.cpuModel());
        parts.add(machine.cores() + " cores");
        add(parts, machine.governor() == null ? null : machine.governor() + " governor");
        add(parts, before.clockMhz() == null ? null : number(before.clockMhz()) + " MHz before");
        add(parts, before.temperatureDegC() == null ? null : number(before.temperatureDegC()) + " degC before");
        add(parts, run.otherCores() == null ? null : "others busy on " + number(run.otherCores()) + " cores");
        return String.join("; ", parts);
    }

    private static void add(List<String> parts, @Nullable String part) {
        if (part != null) {
            parts.add(part);
        }
    }

    /** To the nanosecond of a millisecond, without zeros at the end. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.6f", value);
        return text.replaceFirst("\\.?0+$", "");
    }

    private static String quoted(String cell) {
        return cell.contains(",") || cell.contains("\"") ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
    }
}
