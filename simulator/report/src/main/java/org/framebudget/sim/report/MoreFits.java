package org.framebudget.sim.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.framebudget.sim.planner.PlanResult;
import org.jspecify.annotations.Nullable;

/**
 * How much more fits, of a plan.
 *
 * @param headroom one a pipeline and axis
 * @param notes what there is to say about it
 * @param naive what people compute by hand, absent where nothing is inferred
 */
public record MoreFits(List<PlanResult.Headroom> headroom, List<String> notes, PlanResult.@Nullable Naive naive) {
    private static final List<String> FIRST = List.of("cameras", "fps");

    /** The answer in a sentence: cameras where there are several, else frames per second. */
    String sentence() {
        boolean several = headroom.stream().anyMatch(h -> h.axis().equals("cameras") && h.current() > 1);
        return headroom.stream()
                .filter(h -> several ? h.axis().equals("cameras") : FIRST.contains(h.axis()))
                .min(Comparator.comparing((PlanResult.Headroom h) -> !h.axis().equals(several ? "cameras" : "fps")))
                .map(this::sentence)
                .orElse("");
    }

    /** The room on every axis, a sentence each. */
    public List<String> sentences() {
        return headroom.stream().map(this::sentence).toList();
    }

    private String sentence(PlanResult.Headroom h) {
        boolean one =
                headroom.stream().map(PlanResult.Headroom::pipeline).distinct().count() == 1;
        String of = one ? "" : " of " + h.pipeline();
        Double most = h.maxBurst();
        if (most == null || most == 0) {
            return "No " + name(h.axis()) + of + " that was tried meets all objectives.";
        }
        Double steady = h.maxSustained();
        return "Room" + of + ": " + value(h.axis(), most) + interval(h.prediction95()) + " in the first minute"
                + (steady == null
                        ? ""
                        : ", " + (steady == 0 ? "none" : value(h.axis(), steady)) + interval(h.sustainedPrediction95())
                                + " sustained")
                + "; now "
                + value(h.axis(), h.current()) + ".";
    }

    private static String interval(@Nullable List<Double> prediction) {
        return prediction == null || prediction.get(1) == 0
                ? ""
                : " (95 %: " + Numbers.plain(prediction.get(0)) + " to " + Numbers.plain(prediction.get(1)) + ")";
    }

    private static String name(String axis) {
        return switch (axis) {
            case "fps" -> "frame rate";
            case "cameras" -> "number of cameras";
            case "input" -> "input size";
            default -> "number of inferences";
        };
    }

    private static String value(String axis, double value) {
        String figure = Numbers.plain(value);
        return switch (axis) {
            case "fps" -> figure + "\u00a0fps";
            case "cameras" -> figure + (value == 1 ? "\u00a0camera" : "\u00a0cameras");
            case "input" -> figure + "\u00a0px";
            default -> figure + "\u00a0per frame";
        };
    }

    List<String> notesInWords() {
        return notes.stream().map(Objective::inWords).toList();
    }

    /** For a terminal; empty where nothing is known. */
    TextTable text(TextStyle style) {
        TextTable table = new TextTable(style)
                .words("headroom of")
                .words("axis")
                .numbers("now")
                .numbers("first minute")
                .numbers("95 %")
                .numbers("sustained")
                .numbers("95 %")
                .words("gives way first");
        for (PlanResult.Headroom h : headroom) {
            table.row()
                    .cell(h.pipeline())
                    .cell(axis(h))
                    .cell(Numbers.plain(h.current()))
                    .cell(most(h.maxBurst()))
                    .cell(range(h.prediction95()))
                    .cell(most(h.maxSustained()))
                    .cell(range(h.sustainedPrediction95()))
                    .cell(Objective.inWords(Objects.requireNonNullElse(h.binding(), "")));
        }
        return table;
    }

    /** The first pipeline's two most asked axes, for the first page. */
    HtmlTable brief() {
        HtmlTable table = new HtmlTable()
                .words("how much fits", 22)
                .numbers("now", 10)
                .numbers("first minute", 14)
                .numbers("95 %", 17)
                .numbers("sustained", 20)
                .numbers("95 %", 17);
        headroom.stream()
                .filter(h -> h.pipeline().equals(headroom.get(0).pipeline()) && FIRST.contains(h.axis()))
                .forEach(h -> table.row()
                        .cell(axis(h))
                        .cell(Numbers.plain(h.current()))
                        .cell(most(h.maxBurst()))
                        .cell(range(h.prediction95()))
                        .cell(most(h.maxSustained()))
                        .cell(range(h.sustainedPrediction95())));
        return table;
    }

    HtmlTable html() {
        HtmlTable table = new HtmlTable()
                .words("pipeline", 14)
                .words("axis", 16)
                .numbers("now", 9)
                .numbers("first minute", 13)
                .numbers("95 %", 15)
                .numbers("sampling alone", 15)
                .numbers("sustained", 16)
                .numbers("95 %", 15)
                .words("gives way first", 41)
                .words("measure next", 34);
        for (PlanResult.Headroom h : headroom) {
            List<Double> ci = h.ci95();
            table.row()
                    .cell(h.pipeline())
                    .cell(axis(h))
                    .cell(Numbers.plain(h.current()))
                    .cell(most(h.maxBurst()))
                    .cell(range(h.prediction95()))
                    .cell(
                            ci == null
                                    ? Numbers.NONE
                                    : ci.get(1) == 0 ? "none" : most(ci.get(0)) + " to " + most(ci.get(1)))
                    .cell(most(h.maxSustained()))
                    .cell(range(h.sustainedPrediction95()))
                    .cell(Objective.inWords(Objects.requireNonNullElse(h.binding(), Numbers.NONE)))
                    .cell(Objects.requireNonNullElse(h.bestNextMeasurement(), Numbers.NONE));
        }
        return table;
    }

    /** What is computed by hand, beside what is simulated. */
    String byHand() {
        return naive == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "By hand, 1000 over the latency over the frame rate, it would be %s cameras of the first pipeline's kind; that"
                                + " leaves out preprocessing, queues, heat and everything else that is simulated here.",
                        Numbers.plain(naive.camerasBy1000OverLatency()));
    }

    private static String axis(PlanResult.Headroom h) {
        return switch (h.axis()) {
            case "fps" -> "frames/s";
            case "input" -> "input, px";
            case "inferences" -> "inferences/frame";
            default -> h.axis();
        };
    }

    private static String most(@Nullable Double value) {
        return value == null ? Numbers.NONE : value == 0 ? "none" : Numbers.plain(value);
    }

    private static String range(@Nullable List<Double> prediction) {
        if (prediction == null) {
            return Numbers.NONE;
        }
        String high = most(prediction.get(1));
        return high.equals("none") ? high : most(prediction.get(0)) + " to " + high;
    }
}
