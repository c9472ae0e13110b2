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
        Map<String, String> profileOf = profileOf(run);
        Map<String, Score> scores = new LinkedHashMap<>();
        List<RunResult.Stream> streams = run.result().streams();
        for (int s = 0; s < streams.size(); s++) {
            if (infers(streams.get(s))) {
                String profile =
                        profileOf.getOrDefault(run.inferenceDeviceByStream().get(s), "");
                scores.computeIfAbsent(profile, p -> new Score())
                        .add(timeline.streams().get(s), timeline.endNs(), endS - MINUTE_S, endS);
            }
        }
        return ranked(scores, Comparator.comparingDouble(Score::missed).thenComparingDouble(Score::medianMs));
    }

    /** Rank by profile id over all of a run, as of a steady state that has no timeline. */
    static Map<String, Integer> overall(RunOutcome run) {
        Map<String, Score> scores = new LinkedHashMap<>();
        List<RunResult.Stream> streams = run.result().streams();
        Map<String, String> profileOf = profileOf(run);
        for (int s = 0; s < streams.size(); s++) {
            if (infers(streams.get(s))) {
                String profile =
                        profileOf.getOrDefault(run.inferenceDeviceByStream().get(s), "");
                scores.computeIfAbsent(profile, p -> new Score()).add(streams.get(s));
            }
        }
        return ranked(scores, Comparator.comparingDouble(Score::missed).thenComparingDouble(Score::medianMs));
    }

    /**
     * Energy of whole devices, idle power included, for each result, in mJ by profile id; profiles that answer nothing are left
     * out.
     */
    static Map<String, Double> energyPerFrameMj(RunOutcome run) {
        Map<String, String> profileOf = profileOf(run);
        Map<String, Double> results = new LinkedHashMap<>();
        List<RunResult.Stream> streams = run.result().streams();
        for (int s = 0; s < streams.size(); s++) {
            if (infers(streams.get(s)) && streams.get(s).processed() > 0) {
                results.merge(
                        profileOf.getOrDefault(run.inferenceDeviceByStream().get(s), ""),
                        (double) streams.get(s).processed() / run.result().replications(),
                        Double::sum);
            }
        }
        Map<String, Double> energyMj = new LinkedHashMap<>();
        run.result().devices().stream()
                .filter(device -> results.containsKey(device.profile()))
                .forEach(device -> energyMj.merge(
                        device.profile(),
                        1e3 * device.energyJ() / results.getOrDefault(device.profile(), 1.0),
                        Double::sum));
        return energyMj;
    }

    /** Rank by profile id, 1 for the least. */
    static Map<String, Integer> ranked(Map<String, Double> figures) {
        return ranked(figures, Comparator.naturalOrder());
    }

    private static <T> Map<String, Integer> ranked(Map<String, T> scores, Comparator<T> best) {
        List<Map.Entry<String, T>> order = new ArrayList<>(scores.entrySet());
        order.sort(Map.Entry.comparingByValue(best));
        Map<String, Integer> ranks = new HashMap<>();
        for (int i = 0; i < order.size(); i++) {
            ranks.put(order.get(i).getKey(), i + 1);
        }
        return ranks;
    }

    private static Map<String, String> profileOf(RunOutcome run) {
        Map<String, String> profileOf = new HashMap<>();
        run.result().devices().forEach(device -> profileOf.put(device.id(), device.profile()));
        return profileOf;
    }

    private static boolean infers(RunResult.Stream stream) {
        return stream.stages().stream().anyMatch(stage -> stage.invoke() != null);
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

        void add(RunResult.Stream stream) {
            captured += stream.captured();
            onTime += stream.onTime();
            Double p50 = stream.latencyMs().p50();
            if (p50 != null) {
                latencySumMs += p50 * stream.processed();
                latencies += stream.processed();
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
