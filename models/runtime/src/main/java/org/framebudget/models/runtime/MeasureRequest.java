package org.framebudget.models.runtime;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.nio.file.Path;
import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.models.network.InputSize;
import org.jspecify.annotations.Nullable;

/**
 * What to measure, and how. A value out of range is an {@link InputException}.
 *
 * @param file the .tflite file
 * @param input size to run at, for a network with one image as input; absent for the file's own
 * @param threads threads that TensorFlow Lite may use, 1 to {@link #MOST_THREADS}
 * @param plain true for TensorFlow Lite's own kernels alone; false for the default path, which is XNNPACK where it applies
 * @param seconds length of the back-to-back run, more than 0 and at most {@link #MOST_SECONDS}
 * @param mostRuns the back-to-back run ends after as many inferences, if that is earlier
 * @param warmupRuns inferences after the first one that are not counted
 * @param ratesFps rates of paced requests, each more than 0 and at most {@link #MOST_FPS}
 * @param sustainedS length of a second back-to-back run that is reported as a time series; 0 for none
 * @param operators true to time each operator as well, in a run of its own
 * @param samples true to report the single latencies, see {@link MeasureListener#latencies}
 * @param seed of the pseudo-random input
 * @param timeLimitS when the run is stopped as hanging; absent for the time asked for and two minutes
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record MeasureRequest(
        @JsonSerialize(using = ToStringSerializer.class) @JsonDeserialize(using = PathText.class)
        Path file,

        @Nullable InputSize input,
        int threads,
        boolean plain,
        double seconds,
        int mostRuns,
        int warmupRuns,
        List<Double> ratesFps,
        double sustainedS,
        boolean operators,
        boolean samples,
        long seed,
        @Nullable Double timeLimitS) {

    /** Most threads that can be asked for. */
    public static final int MOST_THREADS = 1024;
    /** Longest run of one kind, a day. */
    public static final double MOST_SECONDS = 86_400;
    /** Longest time limit. */
    public static final double MOST_LIMIT_S = 100 * MOST_SECONDS;
    /** Highest rate of requests. */
    public static final double MOST_FPS = 10_000;
    /** Most inferences for warming up, or of the back-to-back run. */
    public static final int MOST_RUNS = 1_000_000_000;
    /** Requests at each rate, where that takes no more than a minute: as many as a median needs. */
    public static final int LEAST_REQUESTS = 20;

    private static final double MOST_WAIT_S = 60;
    private static final double SLACK_S = 120;

    public MeasureRequest {
        ratesFps = List.copyOf(ratesFps);
        inRange("threads", threads, 1, MOST_THREADS);
        inRange("runs", mostRuns, 1, MOST_RUNS);
        inRange("warmup", warmupRuns, 0, MOST_RUNS);
        positive("seconds", seconds, MOST_SECONDS);
        for (double rateFps : ratesFps) {
            positive("fps", rateFps, MOST_FPS);
        }
        if (sustainedS != 0) {
            positive("sustained", sustainedS, MOST_SECONDS);
        }
        if (timeLimitS != null) {
            positive("time limit", timeLimitS, MOST_LIMIT_S);
        }
    }

    /** The default path on one thread: five seconds back to back after five inferences that are not counted. */
    public static MeasureRequest of(Path file) {
        return new MeasureRequest(file, null, 1, false, 5, MOST_RUNS, 5, List.of(), 0, false, false, 1, null);
    }

    /** How long requests come at a rate: {@link #seconds}, or up to a minute where that is too few requests. */
    public double rateSeconds(double rateFps) {
        return Math.max(seconds, Math.min(LEAST_REQUESTS / rateFps, MOST_WAIT_S));
    }

    private double ratesS() {
        return ratesFps.stream().mapToDouble(this::rateSeconds).sum();
    }

    /** Seconds that the parts with a given length take together; what depends on the network comes on top. */
    public double plannedS() {
        return seconds + ratesS() + sustainedS;
    }

    /** When the run counts as hanging. */
    public double deadlineS() {
        // requests that cannot be answered at their rate take up to twice their time
        return timeLimitS == null ? plannedS() + ratesS() + SLACK_S : timeLimitS;
    }

    static void inRange(String key, int value, int low, int high) {
        if (value < low || value > high) {
            throw new InputException(
                    key + ": " + value + " is out of range. A whole number from " + low + " to " + high + " is right.");
        }
    }

    private static void positive(String key, double value, double high) {
        if (!(value > 0 && value <= high)) {
            throw new InputException(
                    key + ": " + value + " is out of range. A number above 0, at most " + (long) high + ", is right.");
        }
    }
}
