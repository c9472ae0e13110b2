package org.framebudget.sim.report;

import java.util.List;
import java.util.Objects;
import org.framebudget.sim.results.LatencyHistogram;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Timeline;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * Everything a plan is made of.
 *
 * @param scenario the question
 * @param result the answer
 * @param timeline the answer over time; streams and devices by position as in {@code result}
 * @param latencyByStream latencies counted from each stream's {@code budget_from} to the result, by position as in
 *     {@code result.streams()}; processed frames only
 * @param phases first minute and steady state, absent where only the run as a whole is known
 * @param tripPoints temperatures worth a line in the charts, may be empty
 * @param assumed values in use that nobody measured, may be empty
 * @param citations full references of the sources in use, one a line
 * @param scenarioText the scenario in plain words; blank lines part paragraphs
 * @param validation what is known of the predictions for the units in use, one a unit and precision; may be empty
 * @param origin what it takes to make this plan again
 * @param paper what it is laid out for
 */
public record ReportInput(
        Scenario scenario,
        RunResult result,
        Timeline timeline,
        List<LatencyHistogram> latencyByStream,
        @Nullable BurstAndSustained phases,
        List<TripPoint> tripPoints,
        List<AssumedValue> assumed,
        List<String> citations,
        String scenarioText,
        List<UnitValidation> validation,
        Origin origin,
        Paper paper) {

    /** Throws {@link IllegalArgumentException} where lists that go by position differ in length. */
    public ReportInput {
        int streams = result.streams().size();
        if (latencyByStream.size() != streams || timeline.streams().size() != streams) {
            throw new IllegalArgumentException("The result has " + streams + " streams, but there are "
                    + latencyByStream.size() + " histograms and "
                    + timeline.streams().size() + " timelines.");
        }
        if (timeline.devices().size() != result.devices().size()) {
            throw new IllegalArgumentException(
                    "The result has " + result.devices().size() + " devices, but there are "
                            + timeline.devices().size() + " timelines.");
        }
        Objects.requireNonNull(scenario);
        tripPoints = List.copyOf(tripPoints);
        assumed = List.copyOf(assumed);
        citations = List.copyOf(citations);
        validation = List.copyOf(validation);
    }

    /**
     * A temperature at which something happens.
     *
     * @param device device id as in the scenario
     * @param node thermal node
     * @param label what happens, in few words, as in {@code skin policy starts}
     */
    public record TripPoint(String device, String node, double tripDegC, String label) {}
}
