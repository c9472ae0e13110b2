package org.framebudget.sim.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.framebudget.models.runtime.Distribution;
import org.framebudget.models.runtime.MachineInfo;
import org.framebudget.models.runtime.MeasureRecord;
import org.framebudget.models.runtime.MeasureRecord.Kernels;
import org.framebudget.models.runtime.MeasureRecord.OperatorTime;
import org.framebudget.models.runtime.MeasureRecord.Rate;
import org.framebudget.models.runtime.MeasureRecord.Sustained;
import org.framebudget.models.runtime.MeasureRecord.Window;
import org.framebudget.sim.report.TextStyle;
import org.jspecify.annotations.Nullable;

/** Measurements of one network for people. */
public final class MeasureText {
    private static final int MOST_OPERATORS = 20;

    private final List<MeasureRecord> runs;
    private final TextStyle style;
    private final StringBuilder text = new StringBuilder();

    private MeasureText(List<MeasureRecord> runs, TextStyle style) {
        this.runs = runs;
        this.style = style;
    }

    /**
     * A block of text, every line ended.
     *
     * @param runs of one file, which differ in their threads
     * @param follows whether another block stands above
     */
    static String of(MachineInfo machine, List<MeasureRecord> runs, TextStyle style, boolean follows) {
        MeasureText block = new MeasureText(runs, style);
        block.text.append(follows ? "\n" : "");
        block.head(machine);
        block.latencies();
        for (MeasureRecord run : runs) {
            block.rates(run);
            block.sustained(run);
            block.operators(run);
        }
        block.notes();
        return block.text.toString();
    }

    private void head(MachineInfo machine) {
        MeasureRecord first = runs.get(0);
        line(first.file() + ": " + size(first) + first.precision() + ", weights "
                + decimals(first.weightsBytes() / 1e6, 2) + " MB");
        line(conditions(machine, first));
        line("");
    }

    /** What ran it, and on what, in one line. */
    public static String conditions(MachineInfo machine, MeasureRecord run) {
        Kernels kernels = run.runtime();
        return kernels.name() + " " + kernels.version() + ", "
                + (kernels.delegatedOperators() > 0
                        ? (kernels.path().equals("xnnpack") ? "XNNPACK" : "a delegate") + " for "
                                + kernels.delegatedOperators() + " of " + kernels.operators() + " operators"
                        : "plain kernels for all " + kernels.operators() + " operators")
                + "; " + (machine.cpuModel() == null ? machine.arch() : machine.cpuModel()) + ", " + machine.cores()
                + (machine.cores() == 1 ? " core" : " cores")
                + state(", ", run.before().clockMhz(), 0, " MHz")
                + state(", ", run.before().temperatureDegC(), 1, " degC")
                + (machine.governor() == null ? "" : ", governor " + machine.governor());
    }

    private static String size(MeasureRecord run) {
        List<Integer> input = run.input();
        String size = input == null ? "" : input.get(0) + "x" + input.get(1);
        return size.isEmpty() ? "" : size + (run.resized() ? " (resized), " : ", ");
    }

    private void latencies() {
        TextTable table = new TextTable(
                ">THREADS",
                ">RUNS",
                ">LOAD ms",
                ">FIRST ms",
                ">MEAN ms",
                ">SD ms",
                ">MIN ms",
                ">P50 ms",
                ">P90 ms",
                ">P95 ms",
                ">P99 ms",
                ">MAX ms",
                ">PEAK MB");
        for (MeasureRecord run : runs) {
            Distribution d = run.latencyMs();
            table.row(
                    Integer.toString(run.runtime().threads()),
                    Long.toString(d.n()),
                    ms(run.loadMs() + run.initialiseMs()),
                    ms(run.firstMs()),
                    ms(d.mean()),
                    ms(d.sd()),
                    ms(d.min()),
                    ms(d.p50()),
                    ms(d.p90()),
                    ms(d.p95()),
                    ms(d.p99()),
                    ms(d.max()),
                    run.memory().peakMb() == null ? "-" : decimals(run.memory().peakMb(), 1));
        }
        text.append(table.text());
    }

    private void rates(MeasureRecord run) {
        if (run.rates().isEmpty()) {
            return;
        }
        heading(run, "Paced requests; service from the start of the inference, response from when the request was due");
        TextTable table = new TextTable(
                ">RATE 1/s",
                ">REQUESTS",
                ">ANSWERED",
                ">SERVICE P50 ms",
                ">P90 ms",
                ">MAX ms",
                ">RESPONSE P50 ms",
                ">P90 ms",
                ">MAX ms",
                ">SLOWER BY");
        for (Rate rate : run.rates()) {
            Distribution service = rate.serviceMs();
            Distribution response = rate.responseMs();
            table.row(
                    plain(rate.rateFps()),
                    Long.toString(rate.requested()),
                    Long.toString(rate.served()),
                    ms(service.p50()),
                    ms(service.p90()),
                    ms(service.max()),
                    ms(response.p50()),
                    ms(response.p90()),
                    ms(response.max()),
                    rate.slowdown() == null ? "-" : percent(rate.slowdown() - 1));
        }
        text.append(table.text());
    }

    private void sustained(MeasureRecord run) {
        Sustained sustained = run.sustained();
        if (sustained == null) {
            return;
        }
        heading(run, "Sustained for " + plain(sustained.seconds()) + " s");
        TextTable table =
                new TextTable(">FROM s", ">RUNS", ">MEAN ms", ">P50 ms", ">P90 ms", ">CLOCK MHz", ">TEMP degC");
        for (Window window : sustained.windows()) {
            table.row(
                    decimals(window.startS(), 0),
                    Long.toString(window.n()),
                    ms(window.meanMs()),
                    ms(window.p50Ms()),
                    ms(window.p90Ms()),
                    window.clockMhz() == null ? "-" : decimals(window.clockMhz(), 0),
                    window.temperatureDegC() == null ? "-" : decimals(window.temperatureDegC(), 1));
        }
        text.append(table.text());
        Double slowdown = sustained.slowdown();
        if (sustained.slowedAtS() != null && slowdown != null) {
            line("It slowed " + decimals(sustained.slowedAtS(), 0) + " s after the start; at the end inferences took "
                    + percent(slowdown - 1) + " longer than at the start.");
        } else if (slowdown != null) {
            line("It did not slow: no three windows in a row were a tenth slower than the first ones.");
        }
    }

    private void operators(MeasureRecord run) {
        List<OperatorTime> operators = run.operators();
        if (operators.isEmpty()) {
            return;
        }
        heading(run, "Time of each operator, in a run of its own");
        TextTable table = new TextTable(">NUMBER", "OPERATOR", "KERNELS", ">MEAN ms", ">SHARE");
        List<OperatorTime> slowest = operators.stream()
                .sorted((a, b) -> Double.compare(b.meanMs(), a.meanMs()))
                .limit(MOST_OPERATORS)
                .toList();
        for (OperatorTime operator : slowest) {
            table.row(
                    Integer.toString(operator.index()),
                    operator.name(),
                    operator.path(),
                    ms(operator.meanMs()),
                    percent(operator.shareFraction()));
        }
        text.append(table.text());
        int rest = operators.size() - slowest.size();
        if (rest > 0) {
            double shown =
                    slowest.stream().mapToDouble(OperatorTime::shareFraction).sum();
            line(rest + " more took " + percent(Math.max(0, 1 - shown)) + " together; --json lists them.");
        }
    }

    private void notes() {
        Set<String> notes = new LinkedHashSet<>();
        runs.forEach(run -> notes.addAll(run.warnings()));
        if (!notes.isEmpty()) {
            line("");
        }
        List<String> lines = new ArrayList<>(notes);
        lines.forEach(note -> line("Note: " + note));
    }

    private void heading(MeasureRecord run, String what) {
        line("");
        line(what + (runs.size() == 1 ? "" : ", with " + threads(run.runtime().threads())) + ":");
    }

    private static String threads(int n) {
        return n == 1 ? "1 thread" : n + " threads";
    }

    private void line(String content) {
        text.append(style.unicode() ? content : content.replaceAll("[^\\p{ASCII}]", "?"))
                .append('\n');
    }

    private static String state(String before, @Nullable Double value, int decimals, String unit) {
        return value == null ? "" : before + decimals(value, decimals) + unit;
    }

    /** Four digits or so: what a run on a busy machine can tell apart. */
    public static String ms(@Nullable Double value) {
        if (value == null) {
            return "-";
        }
        return decimals(value, value < 10 ? 3 : value < 100 ? 2 : 1);
    }

    private static String percent(double fraction) {
        return decimals(fraction * 100, 1) + " %";
    }

    private static String decimals(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** A number as it was given: without a fraction where it has none. */
    static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
