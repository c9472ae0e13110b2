package org.framebudget.ui.sweep;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.framebudget.models.InputException;
import org.framebudget.sim.sweep.LocalSweep;
import org.framebudget.ui.charts.TimeView;
import org.framebudget.ui.text.Texts;

/** What is said of a sweep. */
final class SweepWords {
    private static final Pattern AXIS = Pattern.compile("axes\\.(\\d+)\\b.*");

    private SweepWords() {}

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A mistake in the fields by the name of the axis, not by the line of a file that nobody has seen. */
    static String problem(InputException why, List<AxisText> axes, List<SweptKey> keys) {
        InputException.Detail detail = why.detail();
        if (detail == null) {
            return String.valueOf(why.getMessage());
        }
        String key = detail.key() == null ? "" : detail.key();
        Matcher axis = AXIS.matcher(key);
        String of = key;
        if (axis.matches() && Integer.parseInt(axis.group(1)) < axes.size()) {
            String swept = axes.get(Integer.parseInt(axis.group(1))).key();
            of = keys.stream()
                    .filter(known -> known.key().equals(swept))
                    .map(SweptKey::name)
                    .findFirst()
                    .orElse(swept);
        }
        String advice = detail.advice() == null ? "" : " " + detail.advice();
        return (of.isEmpty() ? "" : of + ": ") + detail.problem() + advice;
    }

    /** How far it is. */
    static String doing(LocalSweep.Far far) {
        String words = Texts.get("sweep.doing", grouped(far.done()), grouped(far.points()));
        if (!Double.isNaN(far.leftS())) {
            words += Texts.get("sweep.left", TimeView.clock(far.leftS()));
        }
        return far.failed() == 0 ? words : words + Texts.get("sweep.failing", grouped(far.failed()));
    }

    /** How it ended. */
    static String ended(LocalSweep.Far end, Path folder) {
        String words = end.whole()
                ? Texts.get("sweep.whole", grouped(end.points()), folder)
                : Texts.get("sweep.stopped", grouped(end.done()), grouped(end.points()), folder);
        return end.failed() == 0
                ? words
                : words + Texts.get("sweep.failures", grouped(end.failed()), String.valueOf(end.firstFailure()));
    }
}
