package org.framebudget.sim.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.framebudget.devices.calibration.MemoryFit;
import org.framebudget.devices.latency.LatencyColumns;
import org.framebudget.devices.latency.LevelKind;
import org.framebudget.models.runtime.MachineInfo;
import org.framebudget.models.runtime.MachineState;
import org.framebudget.models.runtime.MeasureRecord;
import org.jspecify.annotations.Nullable;

/** The tables beside the profile. */
final class HostTables {
    /** The citation of everything that is measured here. */
    static final String CITE = "own_measurement";

    private static final String LATENCY_COLUMNS =
            String.join(",", LatencyColumns.with(List.of("weights_mb", "arena_mb")));
    private static final String RUN_COLUMNS =
            "round,network,input_px,precision,threads,calm_ms,n,mean_ms,p50_ms,min_ms,first_ms,peak_mb,arena_mb,weights_mb,"
                    + "other_cores,clock_mhz,temperature_deg_c,load_average,measured_at";

    private HostTables() {}

    /** One row for each level; those that were crowded in every round are left out. */
    static String latency(List<HostLevel> levels, @Nullable MemoryFit memory, MachineInfo machine) {
        StringBuilder text = new StringBuilder("# Written by 'framebudget calibrate host'.\n" + LATENCY_COLUMNS + "\n");
        for (HostLevel level : levels) {
            if (level.crowded()) {
                continue;
            }
            HostTiming run = level.calmest();
            MeasureRecord record = run.record();
            MemoryFit.Run memoryRun = HostFits.memoryRun(level);
            double arenaMb = memory == null || memoryRun == null
                    ? record.memory().arenaMb()
                    : Math.max(record.memory().arenaMb(), memory.restMb(memoryRun));
            List<String> cells = List.of(
                    run.job().network(),
                    Integer.toString(run.job().input().widthPx()),
                    Integer.toString(run.job().input().heightPx()),
                    run.job().precision().text(),
                    "cpu",
                    Integer.toString(run.threads()),
                    number(level.levelMs()),
                    LevelKind.CALM.text(),
                    runtime(record),
                    conditions(level, machine),
                    number(record.weightsBytes() / 1e6),
                    number(arenaMb),
                    "MEASURED",
                    CITE,
                    "sha256 " + record.sha256() + ", " + record.measuredAt());
            text.append(line(cells));
        }
        return text.toString();
    }

    /** Every run as it was, in the order of time. */
    static String runs(List<HostTiming> timings) {
        StringBuilder text = new StringBuilder(RUN_COLUMNS + "\n");
        for (HostTiming run : timings) {
            MeasureRecord record = run.record();
            MachineState after = record.after();
            List<String> cells = new ArrayList<>();
            cells.add(Integer.toString(run.round()));
            cells.add(run.job().network());
            cells.add(Integer.toString(run.job().input().widthPx()));
            cells.add(run.job().precision().text());
            cells.add(Integer.toString(run.threads()));
            cells.add(number(run.calmMs()));
            cells.add(Long.toString(record.latencyMs().n()));
            cells.add(number(record.latencyMs().mean()));
            cells.add(orEmpty(record.latencyMs().p50()));
            cells.add(number(record.latencyMs().min()));
            cells.add(number(record.firstMs()));
            cells.add(orEmpty(record.memory().peakMb()));
            cells.add(number(record.memory().arenaMb()));
            cells.add(number(record.weightsBytes() / 1e6));
            cells.add(orEmpty(record.otherCores()));
            cells.add(orEmpty(after.clockMhz()));
            cells.add(orEmpty(after.temperatureDegC()));
            cells.add(orEmpty(after.loadAverage()));
            cells.add(record.measuredAt());
            text.append(line(cells));
        }
        return text.toString();
    }

    /** As a profile's jitter reads them. */
    static String slowdown(List<Double> slowdowns) {
        StringBuilder text = new StringBuilder("slowdown\n");
        slowdowns.forEach(factor ->
                text.append(String.format(Locale.ROOT, "%.4f", factor)).append('\n'));
        return text.toString();
    }

    static String runtime(MeasureRecord record) {
        return "TFLite " + record.runtime().version()
                + (record.runtime().path().equals("xnnpack") ? ", XNNPACK" : ", plain kernels");
    }

    private static String conditions(HostLevel level, MachineInfo machine) {
        HostTiming run = level.calmest();
        MeasureRecord record = run.record();
        List<String> parts = new ArrayList<>();
        parts.add("calmest quarter in a row of n=" + record.latencyMs().n() + " in the calmest of " + level.rounds()
                + (level.rounds() == 1 ? " run" : " runs"));
        parts.add(run.threads() == 1 ? "time on a core" : "wall time");
        parts.add("invoke only, random input, back to back");
        parts.add(machine.cpuModel() == null ? machine.arch() : machine.cpuModel());
        add(parts, machine.governor(), "", " governor");
        add(parts, record.after().clockMhz(), "", " MHz");
        add(parts, record.after().temperatureDegC(), "", " degC");
        add(parts, record.otherCores(), "others busy on ", " cores");
        return String.join("; ", parts);
    }

    private static void add(List<String> parts, @Nullable Object value, String before, String after) {
        if (value != null) {
            parts.add(before + (value instanceof Double number ? number(number) : value.toString()) + after);
        }
    }

    private static String orEmpty(@Nullable Double value) {
        return value == null ? "" : number(value);
    }

    /** To the nanosecond of a millisecond, without zeros at the end. */
    static String number(double value) {
        return String.format(Locale.ROOT, "%.6f", value).replaceFirst("\\.?0+$", "");
    }

    private static String line(List<String> cells) {
        List<String> quoted = cells.stream()
                .map(cell ->
                        cell.contains(",") || cell.contains("\"") ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell)
                .toList();
        return String.join(",", quoted) + "\n";
    }
}
