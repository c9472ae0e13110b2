package org.framebudget.sim.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.framebudget.sim.cli.CommandLines;
import org.framebudget.sim.scenario.SweepSpec;
import org.jspecify.annotations.Nullable;

/**
 * The best point of a sweep, or the best of those that a search looked at.
 *
 * @param looked points that were looked at
 * @param failed those of them that could not be run, where all were looked at
 * @param known axes along which every other value of the best point was looked at
 * @param again the best points once more, on the same random numbers, the best first; empty where there are not two
 */
record SearchAnswer(
        SweepPlan plan, Goal goal, Score best, long looked, long failed, List<String> known, List<Score> again) {

    /** The best of all points. */
    static SearchAnswer ofAll(SweepPlan plan, Goal goal, Score best, long failed, List<Score> again) {
        return new SearchAnswer(
                plan,
                goal,
                best,
                plan.kept(),
                failed,
                plan.axes().stream()
                        .filter(axis -> axis.size() > 1)
                        .map(Axis::name)
                        .toList(),
                again);
    }

    boolean all() {
        return looked == plan.kept();
    }

    /** For people. */
    String text() {
        StringBuilder text = new StringBuilder();
        if (best.failed()) {
            return text.append("None of the ")
                    .append(SweepPlan.grouped(looked))
                    .append(" points could be run, so none is best.\n")
                    .toString();
        }
        if (best.within()) {
            text.append("Best, ")
                    .append(goal.words())
                    .append(goal.limits().isEmpty() ? "" : " within the limits")
                    .append(": ")
                    .append(figure(best.figures().get(0)))
                    .append(" at point ");
        } else {
            text.append("No point of the ")
                    .append(SweepPlan.grouped(looked))
                    .append(
                            best.excess() > 0
                                    ? " is within the limits. Nearest: point "
                                    : " has " + goal.objective() + ". First: point ");
        }
        text.append(best.point()).append(".\n");
        for (int a = 0; a < plan.axes().size(); a++) {
            Axis axis = plan.axes().get(a);
            text.append("  ")
                    .append(axis.name())
                    .append(" = ")
                    .append(axis.setting(plan.valueOf(a, best.point())).text())
                    .append('\n');
        }
        for (int l = 0; l < goal.limits().size(); l++) {
            Goal.Limit limit = goal.limits().get(l);
            double value = best.figures().get(l + 1);
            text.append("  ")
                    .append(limit.result())
                    .append(' ')
                    .append(figure(value))
                    .append(limit.excess(value) > 0 ? ", outside " : ", within ")
                    .append(limit.text())
                    .append('\n');
        }
        return text.append(sure())
                .append('\n')
                .append(chance())
                .append("To run it: ")
                .append(command())
                .append('\n')
                .toString();
    }

    private String sure() {
        if (all()) {
            return failed == 0
                    ? "All " + SweepPlan.points(looked) + " were run, so none is better."
                    : "All " + SweepPlan.points(looked) + " were looked at, of which " + SweepPlan.grouped(failed)
                            + " could not be run; of the others none is better.";
        }
        return SweepPlan.grouped(looked) + " of " + SweepPlan.grouped(plan.kept())
                + " points were looked at, by coordinate search with restarts."
                + (known.isEmpty()
                        ? " A longer search (--points) may find a better one."
                        : " Another value of " + (known.size() == 1 ? "" : "one of ") + String.join(", ", known)
                                + " alone is no better.");
    }

    /** Whether the best point was lucky. */
    private String chance() {
        if (again.isEmpty()) {
            return "";
        }
        return "The best " + again.size() + " again, all on the same random numbers, "
                + Finalists.replications(plan) + " replications each: "
                + again.stream()
                        .map(score -> "point " + score.point() + " "
                                + (score.failed()
                                        ? "failed"
                                        : figure(score.figures().get(0)))
                                + (score.within() ? "" : " outside the limits"))
                        .collect(Collectors.joining(", "))
                + ".\n";
    }

    /** A figure in few digits; the store has all of them. */
    private static String figure(double value) {
        if (Double.isNaN(value)) {
            return "none";
        }
        String text = String.format(Locale.ROOT, "%.4g", value);
        return text.contains("e") ? text : text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }

    private List<String> sets() {
        List<String> sets = new ArrayList<>();
        plan.settings(best.point()).forEach(setting -> sets.add(setting.path() + "=" + setting.text()));
        return sets;
    }

    /** Runs the scenario of the best point by itself, on the same random numbers. */
    String command() {
        SweepSpec spec = plan.spec();
        String[] more = spec.replications() == 1
                ? new String[0]
                : new String[] {"--replications", Integer.toString(spec.replications())};
        return CommandLines.reproduce("run", spec.scenarioFile().toString(), sets(), plan.seed(best.point()), more);
    }

    /** For programs. */
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("objective", goal.objective());
        all.put("direction", goal.maximise() ? "maximise" : "minimise");
        all.put("method", all() ? "exhaustive" : "coordinate_search");
        all.put("points_looked_at", looked);
        all.put("no_better_along", known);
        all.put("within_limits", best.within());
        if (best.failed()) {
            all.put("point", null);
            return all;
        }
        all.put("point", best.point());
        all.put("seed", plan.seed(best.point()));
        all.put("value", number(best.figures().get(0)));
        Map<String, Object> values = new LinkedHashMap<>();
        for (int a = 0; a < plan.axes().size(); a++) {
            Axis axis = plan.axes().get(a);
            values.put(axis.name(), axis.column(plan.valueOf(a, best.point())));
        }
        all.put("values", values);
        List<Object> limits = new ArrayList<>();
        for (int l = 0; l < goal.limits().size(); l++) {
            Map<String, @Nullable Object> limit = new LinkedHashMap<>();
            limit.put("limit", goal.limits().get(l).text());
            limit.put("value", number(best.figures().get(l + 1)));
            limit.put("kept", goal.limits().get(l).excess(best.figures().get(l + 1)) == 0);
            limits.add(limit);
        }
        all.put("limits", limits);
        List<Object> finalists = new ArrayList<>();
        for (Score score : again) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("point", score.point());
            one.put("value", score.failed() ? null : number(score.figures().get(0)));
            one.put("within_limits", score.within());
            finalists.add(one);
        }
        all.put("again_on_the_same_random_numbers", finalists);
        all.put("set", sets());
        all.put("command", command());
        return all;
    }

    private static @Nullable Object number(double value) {
        return Double.isNaN(value) ? null : (Object) value;
    }
}
