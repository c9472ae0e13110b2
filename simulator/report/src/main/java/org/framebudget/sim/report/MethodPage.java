package org.framebudget.sim.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.framebudget.sim.results.RunResult;

/** How the figures came about and what the words mean, for who never saw the tool. */
final class MethodPage {
    static final String TITLE = "How this was computed";

    private final ReportInput input;

    MethodPage(ReportInput input) {
        this.input = input;
    }

    String html() {
        Html page = new Html();
        page.heading("method", TITLE, 60);
        part(
                page,
                "Frame by frame.",
                "Each frame is followed from exposure through readout, image processor and delivery, the queue and every stage to"
                        + " its result, on the units that the scenario names. A unit does one job at a time, in the stated order. Waiting,"
                        + " drops and the phase between cameras are simulated, not averaged beforehand.");
        part(
                page,
                "How long work takes.",
                "An inference takes what was measured for its network, input, precision and unit. Where nobody measured that, a model"
                        + " of arithmetic, memory traffic and fixed cost of a call, fitted to what was measured of the unit, predicts it with"
                        + " an interval. Here " + bases()
                        + ". Single frames scatter as recorded or ASSUMED jitter says.");
        part(
                page,
                "Heat, clocks and battery.",
                "What units, cameras and screen draw heats the parts of the device; limiters of the device lower clocks at their"
                        + " temperatures, a slower clock stretches the work that is left, and leakage grows with heat. The battery is drained"
                        + " to its cut-off, never by percent times time.");
        part(
                page,
                "Burst and sustained.",
                "Burst is the first minute from the scenario's own start. Sustained is the steady state that a run of hours settles"
                        + " into, found directly. What holds in the first minute alone is no plan for a camera that stays on.");
        part(page, "How sure.", sure());
        part(
                page,
                "What it cannot know.",
                "Other applications on the device, differences between two devices of one make, another room, and what the ASSUMED"
                        + " values have wrong. A measurement on the device itself (framebudget measure, framebudget hil) is worth more than"
                        + " any of these figures.");
        words(page);
        return page.toString();
    }

    private static void part(Html page, String lead, String text) {
        page.raw("<p><b>" + Html.escape(lead) + "</b> " + Html.escape(text) + "</p>\n");
    }

    /** {@code 2 inferences are measured, 1 is predicted from ...}. */
    private String bases() {
        Map<String, Integer> counts = new TreeMap<>();
        for (RunResult.Stream stream : input.result().streams()) {
            for (RunResult.Stage stage : stream.stages()) {
                if (stage.invoke() != null) {
                    counts.merge(stage.invoke().basis(), 1, Integer::sum);
                }
            }
        }
        List<String> parts = new ArrayList<>();
        counts.forEach((basis, count) -> parts.add(
                count + (count == 1 ? " inference stage is " : " inference stages are ") + KnownBy.words(basis)));
        return parts.isEmpty() ? "no network runs" : String.join(", ", parts);
    }

    private String sure() {
        int runs = input.result().replications();
        boolean predicted =
                input.result().streams().stream().anyMatch(stream -> stream.missFractionPrediction95() != null);
        return (runs == 1
                        ? "The scenario ran once, so there is no interval of sampling. "
                        : runs
                                + " runs differ in their random numbers alone; their spread gives the 95 % confidence interval. ")
                + (predicted
                        ? "Further runs draw every value that the profile leaves open within its range: that gives the 95 %"
                                + " prediction interval and the probability of meeting, and is the wider and more honest one."
                        : "No values were drawn, so what the profile leaves open is not in it.");
    }

    private static void words(Html page) {
        page.raw("<h3>Words</h3><table class=\"facts\">");
        word(
                page,
                "late, dropped, missed",
                "result after the budget; captured but never processed; both over captured");
        word(page, "stale", "too old when it is used, though perhaps in budget");
        word(page, "p50, p95, p99", "half, 95 and 99 % of frames take at most this long");
        word(
                page,
                "photon to result",
                "from the middle of the exposure to the result; budgets may start later, as stated");
        word(
                page,
                "cadence, in budget",
                "each unit's mean work for a frame fits between two frames; at most 1 % of processed frames are late");
        word(page, "headroom", "the largest value that still meets all objectives, everything else as it is");
        word(page, "objective", "what the scenario asks for; the verdict is about all of them together");
        word(
                page,
                "measured, predicted",
                "how the time of a network is known: somebody published it, or it follows from other networks of its family (in JSON"
                        + " scaled) or of other families (in JSON roofline, after the model of arithmetic and memory traffic)");
        word(page, "profile", "the numbers that stand for a device, each with its source");
        word(page, "ASSUMED", "nobody published it; a value within the given range would be no surprise");
        page.raw("</table>\n");
    }

    private static void word(Html page, String word, String meaning) {
        page.raw("<tr>")
                .element("td", "factname", word)
                .element("td", "fact", meaning)
                .raw("</tr>\n");
    }
}
