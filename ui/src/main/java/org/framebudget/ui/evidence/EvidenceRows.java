package org.framebudget.ui.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.framebudget.devices.Citations;
import org.framebudget.devices.Source;
import org.framebudget.devices.Sourced;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.planner.CapacityPlan;
import org.framebudget.sim.planner.TriedAlternative;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.results.RunResult;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** What an answer rests on, as rows of text. */
public final class EvidenceRows {
    /** Cited by what has no document behind it. */
    private static final String ASSUMPTION = "framebudget_assumed";

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
     * @param note how it is known, and under which conditions
     * @param document what it was taken from
     */
    public record Row(
            Group group, String where, String what, String value, String range, String note, String document) {
        boolean has(String words) {
            String all = String.join(" ", group.name(), where, what, value, range, note, document)
                    .toLowerCase(Locale.ROOT);
            return Stream.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                    .allMatch(all::contains);
        }
    }

    /** Everything. */
    public static List<Row> of(Answer answer) {
        CapacityPlan plan = answer.plan();
        List<String> warnings =
                plan == null ? answer.result().warnings() : plan.result().warnings();
        return of(answer.result(), answer.outcome().used(), warnings);
    }

    /** What a result rests on that nobody made a plan of. */
    public static List<Row> of(RunResult result, List<RunOutcome.UsedValue> values) {
        return of(result, values, result.warnings());
    }

    /** What a change rests on that a plan tried. */
    public static List<Row> of(TriedAlternative tried) {
        return of(tried.streams(), tried.used(), List.of(), tried.citations());
    }

    private static List<Row> of(RunResult result, List<RunOutcome.UsedValue> values, List<String> warnings) {
        return of(result.streams(), values, warnings, result.citations());
    }

    private static List<Row> of(
            List<RunResult.Stream> streams,
            List<RunOutcome.UsedValue> values,
            List<String> warnings,
            List<String> citations) {
        List<Row> rows = new ArrayList<>();
        warnings.forEach(warning -> rows.add(new Row(Group.WARNING, "", warning, "", "", "", "")));
        streams.forEach(stream -> stream.stages().forEach(stage -> {
            Row row = time(stream, stage);
            if (row != null) {
                rows.add(row);
            }
        }));
        for (boolean assumed : new boolean[] {true, false}) {
            for (RunOutcome.UsedValue used : values) {
                if (used.source().assumed() == assumed) {
                    rows.add(value(used));
                }
            }
        }
        citations.forEach(citation -> rows.add(new Row(Group.CITATION, "", citation, "", "", "", "")));
        return rows;
    }

    private static Row value(RunOutcome.UsedValue used) {
        Sourced value = used.value();
        Source source = used.source();
        String note = source.note() == null ? "" : source.note();
        String kind = source.kind().name().toLowerCase(Locale.ROOT);
        return new Row(
                source.assumed() ? Group.ASSUMED : Group.SOURCED,
                used.profile(),
                used.path(),
                value == null ? "" : number(value.value()),
                value == null || value.low() == null || value.high() == null ? "" : range(value.low(), value.high()),
                source.assumed() ? note : kind + (note.isEmpty() ? "" : ": " + note),
                // an assumption of this project has no document behind it
                source.cite().equals(ASSUMPTION) ? "" : document(source.cite()));
    }

    private static String document(String key) {
        Citations known = Citations.shipped();
        return known.keys().contains(key) ? known.text(key) : key;
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
                                : Texts.get("evidence.field", field.file(), Integer.toString(field.inferences()))),
                "");
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Figures.plain(value);
    }

    private static String range(double low, double high) {
        return Double.isNaN(low) || Double.isNaN(high)
                ? ""
                : Texts.get("evidence.range", Figures.plain(low), Figures.plain(high));
    }

    /** Rows that a topic rests on, of those with all of the words; of the sources those that the others cite. */
    public static List<Row> search(List<Row> rows, Topic topic, String words) {
        List<Row> found = rows.stream()
                .filter(topic::restsOn)
                .filter(row -> words.isBlank() || row.has(words))
                .toList();
        if (topic == Topic.EVERYTHING) {
            return found;
        }
        List<Row> with = new ArrayList<>(found);
        rows.stream()
                .filter(row -> row.group() == Group.CITATION)
                .filter(row -> found.stream().anyMatch(value -> value.document().equals(row.what())))
                .forEach(with::add);
        return with;
    }
}
