package org.framebudget.sim.report;

import java.util.List;
import org.framebudget.sim.results.RunResult;

/** What rules did to the streams that follow them; empty where there are none. */
final class RuleTables {
    private RuleTables() {}

    /** One row for each stream and rule, for the terminal. */
    static TextTable rules(RunResult result, TextStyle style) {
        TextTable table = new TextTable(style)
                .words("rule")
                .words("does")
                .words("until")
                .words("stream")
                .numbers("first at")
                .numbers("time %")
                .numbers("changes");
        for (RunResult.Stream stream : result.streams()) {
            for (RunResult.Adaptation rule : rules(stream)) {
                table.row()
                        .cell(rule.when())
                        .cell(rule.change())
                        .cell(rule.until())
                        .cell(stream.id())
                        .cell(first(rule))
                        .cell(Numbers.percent(rule.timeFraction()))
                        .cell(Numbers.count(rule.switches()));
            }
        }
        return table;
    }

    /** As {@link #rules(RunResult, TextStyle)}, for the plan. */
    static HtmlTable rules(RunResult result) {
        HtmlTable table = new HtmlTable()
                .words("stream", 24)
                .words("rule", 40)
                .words("does", 40)
                .words("until", 40)
                .numbers("first at", 16)
                .numbers("time %", 12)
                .numbers("changes", 14);
        for (RunResult.Stream stream : result.streams()) {
            for (RunResult.Adaptation rule : rules(stream)) {
                table.row()
                        .cell(stream.id())
                        .cell(rule.when())
                        .cell(rule.change())
                        .cell(rule.until())
                        .cell(first(rule))
                        .cell(Numbers.percent(rule.timeFraction()))
                        .cell(Numbers.count(rule.switches()));
            }
        }
        return table;
    }

    private static String first(RunResult.Adaptation rule) {
        Double firstS = rule.firstS();
        return firstS == null ? "never" : Numbers.duration(firstS);
    }

    private static List<RunResult.Adaptation> rules(RunResult.Stream stream) {
        List<RunResult.Adaptation> rules = stream.adaptation();
        return rules == null ? List.of() : rules;
    }
}
