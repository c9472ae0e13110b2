package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Timeline;

/**
 * Which of a scenario's devices does best in its first and in its thirtieth minute: the largest share of captured frames that are answered
 * on time, among equals the lowest median latency. Profiles that no inference runs on have no rank.
 */
final class DeviceRanks {
    private static final double MINUTE_S = 60;

    private DeviceRanks() {}

    /** Rank by profile id, 1 for the best; empty where the run ends before that minute does. */
    static Map<String, Integer> inMinute(int minute, RunOutcome run) {
        Timeline timeline = run.timeline();
        double endS = minute * MINUTE_S;
        // the first minute of a shorter run is the run
        if (timeline == null || (minute > 1 && run.result().simulatedS() < endS)) {
            return Map.of();
        }
        Map<String, String> profileOf = new HashMap<>();
        run.result().devices().forEach(device -> profileOf.put(device.id(), device.profile()));
        Map<String, Score> scores = new LinkedHashMap<>();
        List<RunResult.Stream> streams = run.result().streams();
        for (int s = 0; s < streams.size(); s++) {
            if (streams.get(s).stages().stream().anyMatch(stage -> stage.invoke() != null)) {
                String profile =
                        profileOf.getOrDefault(run.inferenceDeviceByStream().get(s), "");
                scores.computeIfAbsent(profile, p -> new Score())
                        .add(timeline.streams().get(s), timeline.endNs(), endS - MINUTE_S, endS);
            }
        }
        List<Map.Entry<String, Score>> order = new ArrayList<>(scores.entrySet());
        order.sort(Map.Entry.comparingByValue(
                Comparator.comparingDouble(Score::missed).thenComparingDouble(Score::medianMs)));
        Map<String, Integer> ranks = new HashMap<>();
        for (int i = 0; i < order.size(); i++) {
            ranks.put(order.get(i).getKey(), i + 1);
        }
        return ranks;
    }

    /** Sums over a minute's windows. */
    private static final class Score {
        private long captured;
        private long onTime;
        private double latencySumMs;
        private long latencies;

        void add(Timeline.StreamSeries series, long[] endNs, double fromS, double toS) {
            for (int w = 0; w < endNs.length; w++) {
                double atS = endNs[w] * 1e-9;
                if (atS > fromS && atS <= toS + 1e-9) {
                    captured += series.captured()[w];
                    onTime += series.onTime()[w];
                    long results = series.onTime()[w] + series.late()[w];
                    if (results > 0) {
                        latencySumMs += series.latencyP50Ms()[w] * results;
                        latencies += results;
                    }
                }
            }
        }

        /** In thousandths, so that a frame that is still on its way ranks nobody. */
        double missed() {
            return captured == 0 ? 1 : Math.rint(1000 * (1 - (double) onTime / captured)) / 1000;
        }

        double medianMs() {
            return latencies == 0 ? Double.POSITIVE_INFINITY : latencySumMs / latencies;
        }
    }
}
