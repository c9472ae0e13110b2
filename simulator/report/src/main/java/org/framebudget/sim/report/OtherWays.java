package org.framebudget.sim.report;

import java.util.List;
import java.util.stream.Collectors;
import org.framebudget.sim.planner.PlanResult;
import org.jspecify.annotations.Nullable;

/**
 * What else could be done, and what the answer hangs on, of a plan.
 *
 * @param meets whether the scenario meets its objectives as it stands
 * @param alternatives in their order of merit
 * @param sensitivity strongest first
 * @param notes what there is to say about the sensitivity
 * @param impossible objectives that nothing can meet as long as cameras and networks are what they are, a clause for each
 * @param nearest what comes nearest where nothing meets; absent where something does
 */
public record OtherWays(
        boolean meets,
        List<PlanResult.Alternative> alternatives,
        List<PlanResult.Sensitivity> sensitivity,
        List<String> notes,
        List<String> impossible,
        PlanResult.@Nullable Nearest nearest) {
    /** Of a scenario that is not impossible. */
    OtherWays(
            boolean meets,
            List<PlanResult.Alternative> alternatives,
            List<PlanResult.Sensitivity> sensitivity,
            List<String> notes) {
        this(meets, alternatives, sensitivity, notes, List.of(), null);
    }

    private static final int BEST = 3;
    private static final int BARS = 10;

    /** Less than one frame in a hundred thousand is nothing that people see. */
    private static final double NO_EFFECT = 1e-5;

    /** Open where every objective holds and yet nothing is called met. */
    public static Verdict.State state(PlanResult.Alternative a) {
        boolean open = Boolean.TRUE.equals(a.open());
        return Verdict.State.of(a.meets() || open, !open);
    }

    /** How good the alternatives are, in a sentence. */
    public String lead() {
        boolean some = alternatives.stream().anyMatch(PlanResult.Alternative::meets);
        if (meets) {
            return "Nothing needs mending; "
                    + (some ? "this would meet too, most room first." : "nothing else that was tried meets.");
        }
        if (!some && alternatives.stream().anyMatch(a -> Boolean.TRUE.equals(a.open()))) {
            return "Nothing can be called met while a device is known from its specification alone; what is marked "
                    + Verdict.State.OPEN.mark(true) + " holds every objective in the simulation.";
        }
        if (nearest != null) {
            return nearestInWords();
        }
        return some
                ? "Cheapest first, of what meets all objectives."
                : "Nothing that was tried is sure to meet all objectives; this comes nearest.";
    }

    /** What nothing can meet, as a sentence without its end; empty where there is nothing of the kind. */
    String impossibleInWords() {
        return String.join("; ", impossible);
    }

    /** What the first page says of it: the cheapest that meets where the scenario does not, or what comes nearest. */
    public String mending() {
        return alternatives.stream()
                .filter(PlanResult.Alternative::cheapest)
                .map(a -> "Cheapest of what meets: \"" + a.change() + "\".")
                .findFirst()
                .orElseGet(this::nearestInWords);
    }

    /** What comes nearest where nothing meets, and by how much it misses; empty where something does. */
    String nearestInWords() {
        if (nearest == null) {
            return "";
        }
        String what = nearest.change() == null
                ? "The scenario as it stands comes nearest"
                : "\"" + nearest.change() + "\" comes nearest";
        String by = nearest.fails().stream().map(Objective::missedBy).collect(Collectors.joining(", "));
        return "Nothing that was tried meets all objectives. " + what
                + (by.isEmpty()
                        ? ": no objective fails, but a device ends early or is known from a specification alone."
                        : ": it fails " + by + ".");
    }

    /** For a terminal: the best three; empty where none was found. */
    TextTable best(TextStyle style) {
        TextTable table = new TextTable(style)
                .words("meets")
                .words("what else could be done")
                .numbers("missed %")
                .numbers("photon p99 ms")
                .numbers("W")
                .numbers("battery h")
                .numbers("accuracy");
        for (PlanResult.Alternative a : alternatives.subList(0, Math.min(BEST, alternatives.size()))) {
            table.row()
                    .mark(state(a))
                    .cell(a.change())
                    .cell(Numbers.percent(a.missFraction()))
                    .cell(Numbers.plain(a.photonToResultP99Ms()))
                    .cell(Numbers.plain(a.powerW()))
                    .cell(Numbers.plain(a.batteryHours()))
                    .cell(accuracy(a));
        }
        return table;
    }

    /** For a terminal: the parameters that could turn the verdict; empty where none can. */
    TextTable turning(TextStyle style) {
        TextTable table = new TextTable(style)
                .words("could turn the verdict")
                .words("from, to")
                .numbers("missed % at the low end")
                .numbers("now")
                .numbers("at the high end");
        for (PlanResult.Sensitivity s : sensitivity) {
            if (s.turnsVerdict()) {
                ParameterLabel label = ParameterLabel.of(s.parameter());
                table.row()
                        .cell(label.name())
                        .cell(label.range(s.low(), s.high()))
                        .cell(Numbers.percent(s.missFractionLow()))
                        .cell(Numbers.percent(s.missFractionNow()))
                        .cell(Numbers.percent(s.missFractionHigh()));
            }
        }
        return table;
    }

    HtmlTable alternativesTable() {
        HtmlTable table = new HtmlTable()
                .words("what changes", 74)
                .words("meets", 13)
                .numbers("missed %", 13)
                .numbers("photon to result, p99, ms", 18)
                .numbers("power, W", 13)
                .numbers("battery, h", 13)
                .numbers("accuracy", 16);
        for (PlanResult.Alternative a : alternatives) {
            table.row()
                    .cell(a.change() + (a.cheapest() ? " — the cheapest that meets" : ""))
                    .mark(state(a))
                    .cell(Numbers.percent(a.missFraction()))
                    .cell(Numbers.plain(a.photonToResultP99Ms()))
                    .cell(Numbers.plain(a.powerW()))
                    .cell(Numbers.plain(a.batteryHours()))
                    .cell(accuracy(a));
        }
        return table;
    }

    /** As published, with its metric where it is not top-1; the dash where nothing is. */
    public static String accuracy(PlanResult.Alternative a) {
        Double top1 = a.accuracyTop1();
        Double map = a.map();
        return top1 != null ? Numbers.percentSign(top1) : map != null ? "mAP " + Numbers.plain(map) : Numbers.NONE;
    }

    /** Those that change anything, or could turn the verdict. */
    List<PlanResult.Sensitivity> felt() {
        return sensitivity.stream()
                .filter(s -> s.turnsVerdict() || s.effect() > NO_EFFECT)
                .toList();
    }

    HtmlTable sensitivityTable() {
        HtmlTable table = new HtmlTable()
                .words("parameter", 70)
                .words("from, to", 30)
                .numbers("missed % at the low end", 19)
                .numbers("now", 13)
                .numbers("at the high end", 15)
                .words("could turn the verdict", 18);
        for (PlanResult.Sensitivity s : felt()) {
            ParameterLabel label = ParameterLabel.of(s.parameter());
            table.row()
                    .cell(label.name())
                    .cell(label.range(s.low(), s.high()))
                    .cell(Numbers.percent(s.missFractionLow()))
                    .cell(Numbers.percent(s.missFractionNow()))
                    .cell(Numbers.percent(s.missFractionHigh()))
                    .cell(s.turnsVerdict() ? "yes" : Numbers.NONE);
        }
        return table;
    }

    /** The ten strongest for the chart; empty where nothing changes the misses. */
    List<PlanResult.Sensitivity> bars() {
        return sensitivity.stream()
                .filter(s -> s.effect() > NO_EFFECT)
                .limit(BARS)
                .toList();
    }

    /** Why some turn the verdict that change no misses, in a sentence; empty where there is none of the kind. */
    String turningOtherwise() {
        return sensitivity.stream().anyMatch(s -> s.turnsVerdict() && s.effect() <= NO_EFFECT)
                ? "What could turn the verdict though the missed frames stay changes another objective."
                : "";
    }

    /** How many change nothing, in a sentence; empty where all do. */
    @Nullable
    String idle() {
        int idle = sensitivity.size() - felt().size();
        return idle == 0
                ? null
                : idle + (idle == 1 ? " further parameter changes" : " further parameters change")
                        + " nothing at either end of " + (idle == 1 ? "its range." : "their ranges.");
    }
}
