package org.framebudget.ui.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.framebudget.sim.cli.Plans;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.planner.CapacityPlan;
import org.framebudget.sim.report.AssumedValue;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.results.RunResult;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** What an answer rests on, as rows of text. */
public final class EvidenceRows {
    private EvidenceRows() {}

    /** Groups of rows, in the order they stand in. */
    public enum Group {
        WARNING,
        TIME,
        ASSUMED,
        SOURCED,
        CITATION
    }

    /**
     * One row; parts that do not apply are empty.
     *
     * @param where profile, or stream of a time
     * @param what warning, path of a value, stage or citation
     * @param value the number in use
     * @param range plausible range of an assumed value, 95 % interval of a time
     * @param note where it comes from
     */
    public record Row(Group group, String where, String what, String value, String range, String note) {
        boolean has(String words) {
            String all = String.join(" ", group.name(), where, what, value, range, note)
                    .toLowerCase(Locale.ROOT);
            return Stream.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                    .allMatch(all::contains);
        }
    }

    /** Everything. */
    public static List<Row> of(Answer answer) {
        List<Row> rows = new ArrayList<>();
        CapacityPlan plan = answer.plan();
        List<String> warnings =
                plan == null ? answer.result().warnings() : plan.result().warnings();
        warnings.forEach(warning -> rows.add(new Row(Group.WARNING, "", warning, "", "", "")));
        answer.result()
                .streams()
                .forEach(stream -> stream.stages().forEach(stage -> {
                    Row row = time(stream, stage);
                    if (row != null) {
                        rows.add(row);
                    }
                }));
        for (AssumedValue value : Plans.assumed(answer.outcome())) {
            rows.add(new Row(
                    Group.ASSUMED,
                    value.profile(),
                    value.key(),
                    number(value.value()),
                    range(value.low(), value.high()),
                    value.note()));
        }
        for (RunOutcome.UsedValue used : answer.outcome().used()) {
            if (!used.source().assumed()) {
                rows.add(sourced(used));
            }
        }
        answer.result().citations().forEach(citation -> rows.add(new Row(Group.CITATION, "", citation, "", "", "")));
        return rows;
    }

    private static Row sourced(RunOutcome.UsedValue used) {
        String note = used.source().note();
        return new Row(
                Group.SOURCED,
                used.profile(),
                used.path(),
                used.value() == null ? "" : number(used.value().value()),
                "",
                used.source().kind().name().toLowerCase(Locale.ROOT) + " ["
                        + used.source().cite() + "]" + (note == null || note.isEmpty() ? "" : ": " + note));
    }

    private static @Nullable Row time(RunResult.Stream stream, RunResult.Stage stage) {
        RunResult.Invoke invoke = stage.invoke();
        if (invoke == null) {
            return null;
        }
        RunResult.Field field = invoke.field();
        return new Row(
                Group.TIME,
                stream.id() + " · " + stream.device(),
                stage.id() + " · " + stage.unit(),
                number(invoke.ms()) + "\u00a0ms",
                range(invoke.interval95Ms().get(0), invoke.interval95Ms().get(1)),
                Texts.get("evidence.basis." + invoke.basis())
                        + (field == null
                                ? ""
                                : Texts.get("evidence.field", field.file(), Integer.toString(field.inferences()))));
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Figures.plain(value);
    }

    private static String range(double low, double high) {
        return Double.isNaN(low) || Double.isNaN(high)
                ? ""
                : Texts.get("evidence.range", Figures.plain(low), Figures.plain(high));
    }

    /** Rows with all of the words. */
    public static List<Row> search(List<Row> rows, String words) {
        return words.isBlank()
                ? rows
                : rows.stream().filter(row -> row.has(words)).toList();
    }
}
