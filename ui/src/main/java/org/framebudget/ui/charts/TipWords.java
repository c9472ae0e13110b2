package org.framebudget.ui.charts;

import java.util.List;
import java.util.Set;
import org.framebudget.ui.text.Texts;

/** What a chart says about one place on its axis: every shown value with its unit, and what happened there. */
final class TipWords {
    private static final int MARKS_MAX = 3;

    private TipWords() {}

    /**
     * In lines.
     *
     * @param hidden names that are not shown
     * @param at place on the axis
     * @param reach how far from it a mark may be
     */
    static String of(ChartModel model, Set<String> hidden, double at, double reach) {
        StringBuilder text = new StringBuilder(place(model, at));
        for (ChartModel.Line line : model.lines()) {
            double value = line.at(at);
            if (!hidden.contains(line.name()) && !Double.isNaN(value)) {
                text.append('\n').append(line.name()).append(' ').append(ValueTicks.text(value, model.unit()));
            }
        }
        for (ChartModel.Level level : model.levels()) {
            if (!hidden.contains(level.name())) {
                String unit = level.upright() ? model.axis().unit() : model.unit();
                text.append('\n').append(level.name()).append(' ').append(ValueTicks.text(level.value(), unit));
            }
        }
        List<ChartModel.Mark> near = model.marks().stream()
                .filter(mark -> !hidden.contains(mark.name()) && Math.abs(mark.at() - at) <= reach)
                .toList();
        near.stream()
                .limit(MARKS_MAX)
                .forEach(mark -> text.append('\n')
                        .append(model.axis().text(mark.at()))
                        .append(' ')
                        .append(mark.words()));
        if (near.size() > MARKS_MAX) {
            text.append('\n').append(Texts.get("chart.more", "" + (near.size() - MARKS_MAX)));
        }
        return text.toString();
    }

    /** A time; of a distribution both ends of the bin. */
    private static String place(ChartModel model, double at) {
        if (model.axis().equals(ChartModel.Axis.TIME) || model.lines().isEmpty()) {
            return model.axis().text(at);
        }
        ChartModel.Line first = model.lines().get(0);
        int bin = first.window(at);
        if (bin >= first.timeS().length) {
            return model.axis().text(at);
        }
        String from = model.axis().text(bin == 0 ? 0 : first.timeS()[bin - 1]);
        return Texts.get("chart.bin", from, model.axis().text(first.timeS()[bin]));
    }
}
