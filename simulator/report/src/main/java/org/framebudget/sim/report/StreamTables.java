package org.framebudget.sim.report;

import java.util.List;
import org.framebudget.sim.results.RunResult;
import org.jspecify.annotations.Nullable;

/** Tables with a row for each stream or stage. */
final class StreamTables {
    private static final double LATE_MAX_FRACTION = 0.01;

    private StreamTables() {}

    /** What counts in the tables add up: {@code " (counts are sums over 5 runs of 30 min each)"}; empty for one run. */
    static String counted(RunResult result) {
        return result.replications() == 1
                ? ""
                : " (counts are sums over " + result.replications() + " runs of "
                        + Numbers.duration(result.simulatedS()) + " each)";
    }

    /** Counts, misses and latencies, the budget and its start beside the late figure; both verdicts side by side. */
    static HtmlTable outcome(ReportInput input, List<Integer> streams) {
        List<String> starts = streams.stream()
                .map(i -> Verdict.from(input.result().streams().get(i)))
                .distinct()
                .toList();
        // one line for a row wherever the start of the budget can stand in the head
        boolean oneStart = starts.size() == 1;
        HtmlTable table = new HtmlTable()
                .words("stream", 114)
                // wide enough for 8 digits, a fast camera's day
                .numbers("captured", 86)
                .numbers("on time", 86)
                .numbers("late", 86)
                .words(oneStart ? "budget from " + starts.get(0) : "budget", 96)
                .numbers("dropped", 86)
                .numbers("stale %", 62)
                .numbers("missed %", 68)
                .numbers("p50 ms", 58)
                .numbers("p95 ms", 58)
                .numbers("p99 ms", 58)
                .words("cadence", 71)
                .words("in budget", 71);
        for (int i : streams) {
            RunResult.Stream stream = input.result().streams().get(i);
            table.row()
                    .cell(stream.id())
                    .cell(Numbers.count(stream.captured()))
                    .cell(Numbers.count(stream.onTime()))
                    .cell(Numbers.count(stream.late()))
                    .cell(oneStart ? Numbers.withUnit(stream.budgetMs(), "ms") : Verdict.budget(stream))
                    .cell(Numbers.count(stream.dropped()))
                    .cell(Numbers.percent(stream.staleFraction()))
                    .cell(Numbers.percent(stream.missFraction()))
                    .cell(Numbers.plain(stream.budgetToResultMs().p50()))
                    .cell(Numbers.plain(stream.budgetToResultMs().p95()))
                    .cell(Numbers.plain(stream.budgetToResultMs().p99()))
                    .mark(Verdict.State.of(stream.cadenceMet(), Verdict.lasts(input.result(), stream)))
                    .mark(inBudget(stream, Verdict.lasts(input.result(), stream)));
        }
        return table;
    }

    private static Verdict.State inBudget(RunResult.Stream stream, boolean lasts) {
        return stream.processed() == 0
                ? Verdict.State.OPEN
                : Verdict.State.of(stream.lateFraction() <= LATE_MAX_FRACTION, lasts);
    }

    /** What happened to every frame, and the figures that the first page has no room for. */
    static HtmlTable balance(RunResult result) {
        HtmlTable table = new HtmlTable()
                .words("stream", 127)
                .words("device", 95)
                .numbers("requested", 86)
                .numbers("captured", 86)
                .numbers("processed", 86)
                .numbers("skipped by rule", 70)
                .numbers("in flight at end", 70)
                .numbers("processed fps", 84)
                .numbers("useful fps", 66)
                .numbers("misses in a row", 80)
                .numbers("photon to result p50 ms", 75)
                .numbers("photon to result p99 ms", 75);
        for (RunResult.Stream stream : result.streams()) {
            table.row()
                    .cell(stream.id())
                    .cell(stream.device())
                    .cell(Numbers.count(stream.requested()))
                    .cell(Numbers.count(stream.captured()))
                    .cell(Numbers.count(stream.processed()))
                    .cell(Numbers.count(stream.skippedByRule()))
                    .cell(Numbers.count(stream.inFlight()))
                    .cell(Numbers.plain(stream.processedFps()))
                    .cell(Numbers.plain(stream.usefulFps()))
                    .cell(Numbers.count(stream.consecutiveMissMax()))
                    .cell(Numbers.plain(stream.photonToResultMs().p50()))
                    .cell(Numbers.plain(stream.photonToResultMs().p99()));
        }
        return table;
    }

    /** Time of every stage and the wait before it, and how the time of an inference is known. */
    static HtmlTable stages(RunResult result) {
        HtmlTable table = new HtmlTable()
                .words("stream", 19)
                .words("stage", 15)
                .words("unit", 9)
                .numbers("wait before it, mean ms", 11)
                .numbers("stage, mean ms", 10)
                .numbers("stage, p99 ms", 9)
                .words("one inference alone", 46);
        for (RunResult.Stream stream : result.streams()) {
            for (RunResult.Stage stage : stream.stages()) {
                table.row()
                        .cell(stream.id())
                        .cell(stage.id())
                        .cell(stage.unit())
                        .cell(wait(stage.waitMeanMs()))
                        .cell(Numbers.plain(stage.meanMs()))
                        .cell(Numbers.plain(stage.p99Ms()))
                        .cell(known(stage.invoke(), stage.perFrame()));
            }
        }
        return table;
    }

    /** Less than a microsecond is none to speak of. */
    private static String wait(@Nullable Double meanMs) {
        return meanMs != null && meanMs > 0 && meanMs < 0.001 ? "<0.001" : Numbers.plain(meanMs);
    }

    /** As in {@code 12.3 ms (95 %: 10.9 to 13.9), measured}; empty where no network runs. */
    private static String known(RunResult.@Nullable Invoke invoke, RunResult.@Nullable PerFrame perFrame) {
        return invoke == null
                ? ""
                : Numbers.withUnit(invoke.ms(), "ms") + " (95 %: "
                        + Numbers.plain(invoke.interval95Ms().get(0)) + " to "
                        + Numbers.plain(invoke.interval95Ms().get(1)) + "), " + KnownBy.words(invoke.basis())
                        + (invoke.field() == null ? "" : "; " + inApplication(invoke.field()))
                        + (perFrame == null ? "" : "; " + PerFrameText.of(perFrame));
    }

    /** {@code mean of 300 inferences in the application (app-trace.csv), 2.03 times the profile's (95 %: 1.95 to 2.11)}. */
    static String inApplication(RunResult.Field field) {
        return "mean of " + Numbers.count(field.inferences()) + " inferences in the application (" + field.file()
                + "), "
                + Numbers.plain(field.ratio()) + " times the profile's (95 %: "
                + Numbers.plain(field.ratio95().get(0)) + " to "
                + Numbers.plain(field.ratio95().get(1)) + ")";
    }
}
