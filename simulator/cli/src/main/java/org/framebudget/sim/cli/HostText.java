package org.framebudget.sim.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.framebudget.devices.calibration.JitterFit;
import org.framebudget.devices.calibration.MemoryFit;
import org.framebudget.devices.calibration.PauseFit;
import org.framebudget.sim.host.HostCheck;
import org.framebudget.sim.host.HostReport;

/** What {@code calibrate host} found, for people and for programs. */
public final class HostText {
    private static final double GOAL_FRACTION = 0.15;
    private static final int WORST = 5;

    private HostText() {}

    /** Time left as a progress bar says it. */
    public static String left(double leftS) {
        return leftS > 90 ? Math.round(leftS / 60) + " min left" : Math.round(leftS) + " s left";
    }

    /** @param assumed how many numbers of the profile nobody measured */
    public static String of(HostReport report, int assumed) {
        StringBuilder text = new StringBuilder();
        line(text, "Profile 'host': %s", report.profile());
        line(
                text,
                "%s, %d cores: %d rows from %d runs in %s, %d assumed values.",
                report.machine().cpuModel() == null
                        ? report.machine().arch()
                        : report.machine().cpuModel(),
                report.machine().cores(),
                report.levels(),
                report.runs(),
                duration(report.seconds()),
                assumed);
        if (report.spreadFraction() != null) {
            line(text, "The slowest round took %s longer than the calmest (median).", percent(report.spreadFraction()));
        }
        if (report.coldFirstFactor() != null) {
            line(text, "First inference: %.2f times the level.", report.coldFirstFactor());
        }
        PauseFit pauses = report.pauses();
        if (pauses != null) {
            for (PauseFit.Step step : pauses.steps()) {
                line(
                        text,
                        "After a pause of %.1f ms: %.3f times as long, and %.2f ms.",
                        step.afterMs(),
                        step.factor(),
                        step.extraMs());
            }
        }
        JitterFit jitter = report.jitter();
        HostReport.Slowdown slowdown = report.slowdown();
        if (jitter != null && slowdown != null) {
            line(
                    text,
                    "Slowed down by others: %.2f times as long on average, %.2f at the median, %.2f at p95; %s.",
                    slowdown.mean(),
                    slowdown.median(),
                    slowdown.p95(),
                    jitter.blockJobs() > 0
                            ? "in blocks of " + jitter.blockJobs() + " pieces of work"
                            : "each piece of work for itself");
        }
        MemoryFit memory = report.memory();
        if (memory != null) {
            line(
                    text,
                    "Memory: %.1f MB and %.2f times the weights, median error %s.",
                    memory.runtimeMb(),
                    memory.packedWeightsFactor(),
                    percent(memory.medianErrorFraction()));
        }
        if (!report.powerMeasured()) {
            line(text, "Power: the system shows none; it is assumed, in a wide range.");
        }
        if (report.otherCores() != null && report.otherCores() > 0.1) {
            line(
                    text,
                    "Note: other processes kept %.1f of %d cores busy (median); a calm machine gives better numbers.",
                    report.otherCores(),
                    report.machine().cores());
        }
        if (report.crowded() > 0) {
            line(text, "Note: %d networks on all cores were left out, since the cores were taken.", report.crowded());
        }
        line(text, "'framebudget calibrate host --check' says how well it predicts what was not measured.");
        return text.toString();
    }

    static Map<String, Object> document(HostReport report, int assumed) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", "framebudget/host-calibration/v1");
        document.put("profile", report.profile().toString());
        document.put("cpu_model", report.machine().cpuModel());
        document.put("cores", report.machine().cores());
        document.put("governor", report.machine().governor());
        document.put("seconds", report.seconds());
        document.put("runs", report.runs());
        document.put("rows", report.levels());
        document.put("crowded_left_out", report.crowded());
        document.put("other_cores", report.otherCores());
        document.put("round_spread_fraction", report.spreadFraction());
        document.put("cold_first_factor", report.coldFirstFactor());
        PauseFit pauses = report.pauses();
        if (pauses != null && !pauses.steps().isEmpty()) {
            // the shortest; "pauses" has all
            PauseFit.Step shortest = pauses.steps().get(0);
            document.put("pause_after_ms", shortest.afterMs());
            document.put("pause_factor", shortest.factor());
            document.put("pause_extra_ms", shortest.extraMs());
            List<Map<String, Object>> steps = new ArrayList<>();
            for (PauseFit.Step step : pauses.steps()) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("after_ms", step.afterMs());
                one.put("factor", step.factor());
                one.put("extra_ms", step.extraMs());
                steps.add(one);
            }
            document.put("pauses", steps);
        }
        JitterFit jitter = report.jitter();
        if (jitter != null) {
            document.put("jitter_runs_z", jitter.runsZ());
            document.put("jitter_block_jobs", jitter.blockJobs());
            document.put("jitter_quiet_cv", jitter.quietCv());
        }
        HostReport.Slowdown slowdown = report.slowdown();
        if (slowdown != null) {
            document.put("slowdown_mean", slowdown.mean());
            document.put("slowdown_p50", slowdown.median());
            document.put("slowdown_p95", slowdown.p95());
        }
        MemoryFit memory = report.memory();
        if (memory != null) {
            document.put("runtime_mb", memory.runtimeMb());
            document.put("packed_weights_factor", memory.packedWeightsFactor());
            document.put("memory_median_error_fraction", memory.medianErrorFraction());
        }
        document.put("power_measured", report.powerMeasured());
        document.put("assumed_values", assumed);
        return document;
    }

    static String of(HostCheck.Result result) {
        StringBuilder text = new StringBuilder();
        TextTable table = new TextTable(
                "NETWORK",
                ">INPUT px",
                "PRECISION",
                ">THREADS",
                ">PREDICTED ms",
                ">95 % ms",
                ">MEASURED ms",
                ">ERROR",
                "FROM");
        for (HostCheck.Line line : result.lines()) {
            table.row(
                    line.network(),
                    Integer.toString(line.inputPx()),
                    line.precision(),
                    Integer.toString(line.threads()),
                    ms(line.predictedMs()),
                    ms(line.lowMs()) + " to " + ms(line.highMs()),
                    ms(line.measuredMs()),
                    signed(line.errorFraction()),
                    line.basis());
        }
        text.append(table.text()).append('\n');
        TextTable series =
                new TextTable("SERIES", ">NETWORKS", ">MEAN |ERROR|", ">WITHIN 15 %", ">IN INTERVAL", ">BIAS");
        groups(result)
                .forEach((name, lines) -> series.row(
                        name,
                        Integer.toString(lines.size()),
                        percent(meanError(lines)),
                        percent(within(lines)),
                        percent(covered(lines)),
                        signed(bias(lines))));
        text.append(series.text());
        String worst = String.join(
                "; ",
                result.lines().stream()
                        .sorted(Comparator.comparingDouble((HostCheck.Line l) -> -Math.abs(l.errorFraction())))
                        .limit(WORST)
                        .map(l -> l.network() + " " + l.inputPx() + " " + l.precision() + " " + l.threads() + " thr. "
                                + signed(l.errorFraction()))
                        .toList());
        line(text, "Worst: %s.", worst);
        if (!result.pauses().isEmpty()) {
            TextTable pauses = new TextTable(
                    "AFTER A PAUSE", "PRECISION", ">RATE 1/s", ">WARM ms", ">PREDICTED ms", ">MEASURED ms", ">ERROR");
            for (HostCheck.Pause pause : result.pauses()) {
                pauses.row(
                        pause.network(),
                        pause.precision(),
                        MeasureText.plain(pause.rateFps()),
                        ms(pause.warmMs()),
                        ms(pause.predictedMs()),
                        ms(pause.measuredMs()),
                        signed(pause.errorFraction()));
            }
            text.append('\n').append(pauses.text());
            line(text, "Pauses: mean |error| %s.", percent(pauseError(result)));
        }
        line(
                text,
                "\nTook %s; other processes kept %.1f cores busy (median).",
                duration(result.seconds()),
                result.otherCores());
        if (result.crowded() > 0) {
            line(text, "%d networks on all cores were left out, since the cores were taken.", result.crowded());
        }
        return text.toString();
    }

    static Map<String, Object> document(HostCheck.Result result) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", "framebudget/host-check/v1");
        document.put("seconds", result.seconds());
        document.put("other_cores", result.otherCores());
        document.put("crowded_left_out", result.crowded());
        List<Map<String, Object>> series = new ArrayList<>();
        groups(result).forEach((name, lines) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("series", name);
            one.put("networks", lines.size());
            one.put("mean_absolute_error_fraction", meanError(lines));
            one.put("within_15_percent_fraction", within(lines));
            one.put("in_interval_fraction", covered(lines));
            one.put("bias_fraction", bias(lines));
            series.add(one);
        });
        document.put("series", series);
        document.put("pause_mean_absolute_error_fraction", pauseError(result));
        List<Map<String, Object>> lines = new ArrayList<>();
        for (HostCheck.Line line : result.lines()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("network", line.network());
            one.put("input_px", line.inputPx());
            one.put("precision", line.precision());
            one.put("threads", line.threads());
            one.put("predicted_ms", line.predictedMs());
            one.put("low_ms", line.lowMs());
            one.put("high_ms", line.highMs());
            one.put("measured_ms", line.measuredMs());
            one.put("basis", line.basis());
            lines.add(one);
        }
        document.put("networks", lines);
        List<Map<String, Object>> pauses = new ArrayList<>();
        for (HostCheck.Pause pause : result.pauses()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("network", pause.network());
            one.put("precision", pause.precision());
            one.put("rate_fps", pause.rateFps());
            one.put("warm_ms", pause.warmMs());
            one.put("predicted_ms", pause.predictedMs());
            one.put("measured_ms", pause.measuredMs());
            pauses.add(one);
        }
        document.put("pauses", pauses);
        return document;
    }

    private static Map<String, List<HostCheck.Line>> groups(HostCheck.Result result) {
        Map<String, List<HostCheck.Line>> groups = new LinkedHashMap<>();
        for (HostCheck.Line line : result.lines()) {
            String name = line.precision() + ", " + line.threads() + (line.threads() == 1 ? " thread" : " threads");
            groups.computeIfAbsent(name, k -> new ArrayList<>()).add(line);
        }
        groups.put("all", result.lines());
        return groups;
    }

    private static double meanError(List<HostCheck.Line> lines) {
        return lines.stream()
                .mapToDouble(l -> Math.abs(l.errorFraction()))
                .average()
                .orElse(0);
    }

    private static double bias(List<HostCheck.Line> lines) {
        return lines.stream()
                .mapToDouble(HostCheck.Line::errorFraction)
                .average()
                .orElse(0);
    }

    private static double within(List<HostCheck.Line> lines) {
        return share(
                lines.stream()
                        .filter(l -> Math.abs(l.errorFraction()) <= GOAL_FRACTION)
                        .count(),
                lines);
    }

    private static double covered(List<HostCheck.Line> lines) {
        return share(
                lines.stream()
                        .filter(l -> l.lowMs() <= l.measuredMs() && l.measuredMs() <= l.highMs())
                        .count(),
                lines);
    }

    private static double share(long count, List<HostCheck.Line> lines) {
        return lines.isEmpty() ? 0 : (double) count / lines.size();
    }

    private static double pauseError(HostCheck.Result result) {
        return result.pauses().stream()
                .mapToDouble(p -> Math.abs(p.errorFraction()))
                .average()
                .orElse(0);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String duration(double seconds) {
        return seconds < 120 ? Math.round(seconds) + " s" : String.format(Locale.ROOT, "%.1f minutes", seconds / 60);
    }

    private static String ms(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * fraction);
    }

    private static String signed(double fraction) {
        return String.format(Locale.ROOT, "%+.1f %%", 100 * fraction);
    }
}
