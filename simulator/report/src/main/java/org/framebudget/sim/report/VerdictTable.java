package org.framebudget.sim.report;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.framebudget.sim.results.RunResult;
import org.jspecify.annotations.Nullable;

/** The result of a run as text for a terminal: verdict, objectives, streams, devices, warnings. */
public final class VerdictTable {
    private VerdictTable() {}

    /** Several aligned tables; ends with a line feed. Colours and marks as {@code style} allows. */
    public static String text(RunResult result, TextStyle style) {
        return text(result, null, style);
    }

    /** The same for a plan, which knows the first minute and the steady state. */
    public static String text(RunResult result, @Nullable BurstAndSustained phases, TextStyle style) {
        Verdict verdict = Verdict.of(result, phases);
        StringBuilder out = new StringBuilder();
        out.append(style.bold(style.clean(result.scenario().name()))).append('\n');
        String mark = verdict.state().mark(style.unicode());
        out.append(style.coloured(verdict.state(), "[" + mark + "] " + style.clean(verdict.sentence())))
                .append('\n');
        if (!verdict.detail().isEmpty()) {
            out.append(style.clean(verdict.detail())).append('\n');
        }
        if (phases != null && phases.fleet() != null) {
            FleetReport fleet = phases.fleet();
            section(out, fleet.types(style));
            section(out, fleet.boxes(style));
            fleet.answer().notes().forEach(note -> out.append(style.clean(note)).append('\n'));
            out.append('\n')
                    .append(style.clean(Verdict.ofOne(result, phases).sentence()))
                    .append('\n');
        }
        section(out, objectives(result, style));
        section(out, streams(result, style));
        if (!result.streams().isEmpty()) {
            out.append(style.clean(Verdict.PERCENTILES + ".\n"));
        }
        section(out, LossTables.losses(result, style));
        section(out, RuleTables.rules(result, style));
        section(out, LossTables.sent(result, style));
        section(out, inferences(result, style));
        PerFrameText.sentences(result)
                .forEach(sentence -> out.append(style.clean(sentence)).append('\n'));
        section(out, devices(result, style));
        shared(out, result, style);
        if (phases != null && phases.ranking() != null && !phases.ranking().isEmpty()) {
            section(out, phases.ranking().text(style));
            out.append(style.clean(phases.ranking().sentence())).append('\n');
        }
        if (phases != null && phases.more() != null) {
            MoreFits more = phases.more();
            section(out, more.text(style));
            if (!more.byHand().isEmpty()) {
                out.append(style.clean(more.byHand())).append('\n');
            }
            more.notesInWords().forEach(note -> out.append(style.clean(note)).append('\n'));
        }
        if (phases != null && !phases.maps().isEmpty()) {
            out.append('\n');
            phases.maps().forEach(map -> out.append(style.clean(map.sentence())).append('\n'));
            out.append(style.clean(FeasibilityMap.notSeen(phases.maps()))).append('\n');
        }
        if (phases != null && phases.users() != null) {
            section(out, phases.users().text(style));
            phases.users()
                    .sources()
                    .forEach(source -> out.append(style.clean(source)).append('\n'));
        }
        if (phases != null && phases.other() != null) {
            TextTable best = phases.other().best(style);
            section(out, best);
            if (!best.isEmpty()) {
                out.append(style.clean(phases.other().lead())).append('\n');
            }
            section(out, phases.other().turning(style));
            String otherwise = phases.other().turningOtherwise();
            if (!otherwise.isEmpty()) {
                out.append(style.clean(otherwise)).append('\n');
            }
            phases.other().notes().forEach(note -> out.append(style.clean(note)).append('\n'));
        }
        notes(out, result, style);
        return LineWrap.text(out.toString());
    }

    /** The verdict alone, sentence and detail in one line, as the plan's JSON gives it. */
    public static String sentence(RunResult result, @Nullable BurstAndSustained phases) {
        return Verdict.of(result, phases).text().replace('\u00a0', ' ').replace('\u202f', ' ');
    }

    private static void section(StringBuilder out, TextTable table) {
        if (!table.isEmpty()) {
            out.append('\n').append(table.text());
        }
    }

    private static TextTable objectives(RunResult result, TextStyle style) {
        TextTable table = new TextTable(style)
                .words("met")
                .words("objective")
                .words("asked")
                // or who answered: hardware, or a record of it
                .numbers(result.mode());
        for (RunResult.Check check : result.slo().checks()) {
            Objective objective = Objective.of(check);
            table.row()
                    .mark(Verdict.State.of(objective.met(), Verdict.callsMet(result)))
                    .cell(objective.name())
                    .cell(objective.limit())
                    .cell(objective.actual());
        }
        return table;
    }

    private static TextTable streams(RunResult result, TextStyle style) {
        TextTable table = new TextTable(style)
                .words("stream")
                .numbers("captured")
                .numbers("on time")
                .numbers("late")
                .words("budget")
                .numbers("dropped")
                .numbers("missed %")
                .numbers("fps")
                .numbers("p50 ms")
                .numbers("p95 ms")
                .numbers("p99 ms")
                .numbers("photon p99 ms")
                .words("cadence");
        for (RunResult.Stream stream : result.streams()) {
            table.row()
                    .cell(stream.id())
                    .cell(Numbers.count(stream.captured()))
                    .cell(Numbers.count(stream.onTime()))
                    .cell(Numbers.count(stream.late()))
                    .cell(Verdict.budget(stream))
                    .cell(Numbers.count(stream.dropped()))
                    .cell(Numbers.percent(stream.missFraction()))
                    .cell(Numbers.plain(stream.processedFps()))
                    .cell(Numbers.plain(stream.budgetToResultMs().p50()))
                    .cell(Numbers.plain(stream.budgetToResultMs().p95()))
                    .cell(Numbers.plain(stream.budgetToResultMs().p99()))
                    .cell(Numbers.plain(stream.photonToResultMs().p99()))
                    .mark(Verdict.State.of(stream.cadenceMet(), Verdict.lasts(result, stream)));
        }
        return table;
    }

    /** What is known of each network, once for all streams that run it alike. */
    private static TextTable inferences(RunResult result, TextStyle style) {
        TextTable table = new TextTable(style)
                .words("inference")
                .words("unit")
                .numbers("alone ms")
                .numbers("95 % from")
                .numbers("to")
                .words("how that is known");
        Set<List<Object>> told = new HashSet<>();
        for (RunResult.Stream stream : result.streams()) {
            for (RunResult.Stage stage : stream.stages()) {
                RunResult.Invoke invoke = stage.invoke();
                if (invoke != null && told.add(List.of(stage.id(), stage.unit(), invoke))) {
                    table.row()
                            .cell(stage.id())
                            .cell(stage.unit())
                            .cell(Numbers.plain(invoke.ms()))
                            .cell(Numbers.plain(invoke.interval95Ms().get(0)))
                            .cell(Numbers.plain(invoke.interval95Ms().get(1)))
                            .cell(KnownBy.words(invoke.basis()));
                }
            }
        }
        return table;
    }

    private static TextTable devices(RunResult result, TextStyle style) {
        List<RunResult.Battery> sure = result.devices().stream()
                .map(RunResult.Device::battery)
                .filter(battery -> battery != null && battery.interval95() != null)
                .toList();
        boolean drawn = sure.stream().anyMatch(battery -> battery.hoursToEmptyPrediction95() != null);
        TextTable table = new TextTable(style)
                .words("device")
                .words("profile")
                .numbers("device W")
                .numbers("app W")
                .numbers("camera W")
                .numbers("battery h");
        if (!sure.isEmpty()) {
            table.numbers(drawn ? "95 %" : "95 %, sampling alone");
        }
        table.numbers("hottest °C")
                .numbers("throttled %")
                .words("first throttled")
                .words("by");
        for (RunResult.Device device : result.devices()) {
            RunResult.Battery battery = device.battery();
            table.row()
                    .cell(device.id())
                    .cell(device.profile())
                    .cell(Numbers.plain(device.averagePowerW()))
                    .cell(Numbers.plain(device.appPowerW()))
                    .cell(Numbers.plain(device.cameraPowerW()))
                    .cell(Numbers.plain(battery == null ? null : battery.hoursToEmpty()));
            if (!sure.isEmpty()) {
                table.cell(Numbers.range(battery == null ? null : battery.interval95()));
            }
            table.cell(hottest(device))
                    .cell(Numbers.percent(device.throttle().timeFraction()))
                    .cell(Numbers.duration(Verdict.firstS(result, device)))
                    .cell(Verdict.reason(result, device).orElse(Numbers.NONE));
        }
        return table;
    }

    /** How evenly a device serves its streams. */
    private static void shared(StringBuilder out, RunResult result, TextStyle style) {
        for (RunResult.Device device : result.devices()) {
            Double index = device.fairnessIndex();
            if (index != null) {
                out.append(style.clean(device.id() + ": fairness among its streams " + Numbers.plain(index)
                        + " (Jain's index; 1 where the same share of each one's frames is answered).\n"));
            }
        }
    }

    private static String hottest(RunResult.Device device) {
        return device.temperatureDegC().values().stream()
                .map(RunResult.Temperature::max)
                .max(Double::compare)
                .map(Numbers::plain)
                .orElse(Numbers.NONE);
    }

    private static void notes(StringBuilder out, RunResult result, TextStyle style) {
        for (RunResult.Device device : result.devices()) {
            String badge = device.badge();
            if (badge != null && result.warnings().stream().noneMatch(warning -> warning.contains(badge))) {
                out.append('\n').append(style.clean(device.id() + ": " + badge));
            }
        }
        for (String warning : result.warnings()) {
            out.append('\n').append(style.clean("Warning: " + Objective.inWords(warning)));
        }
        out.append(style.clean("\nSeed " + result.seed() + ", "
                + Numbers.duration(result.simulatedS()) + " simulated, "
                + result.replications() + (result.replications() == 1 ? " replication, " : " replications, ")
                + result.assumedValues() + " ASSUMED value" + (result.assumedValues() == 1 ? "" : "s") + ".\n"));
    }
}
