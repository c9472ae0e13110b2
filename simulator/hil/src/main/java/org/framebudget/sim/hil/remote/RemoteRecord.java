package org.framebudget.sim.hil.remote;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.framebudget.devices.calibration.imports.BenchmarkTimes;
import org.framebudget.devices.calibration.imports.OperatorShare;
import org.jspecify.annotations.Nullable;

/**
 * What {@code benchmark_model} measured on a device; names and units are those of the JSON.
 *
 * @param schema {@link #SCHEMA}
 * @param measuredAt when it began, in UTC
 * @param target how the device was reached
 * @param refused networks that cannot run as asked, and why
 * @param failure what ended it before it was done; absent where nothing did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record RemoteRecord(
        String schema,
        String measuredAt,
        String target,
        Device device,
        Program program,
        List<Run> runs,
        List<Refused> refused,
        List<String> warnings,
        @Nullable String failure) {
    /** Version of this document. */
    public static final String SCHEMA = "framebudget/remote/v1";

    public RemoteRecord {
        runs = List.copyOf(runs);
        refused = List.copyOf(refused);
        warnings = List.copyOf(warnings);
    }

    /**
     * What the device says of itself.
     *
     * @param model as its maker calls it, absent where it does not say
     * @param os with its version
     * @param processor absent where the system does not name it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Device(
            @Nullable String model,
            String os,
            String architecture,
            @Nullable String processor,
            int cores) {}

    /**
     * What ran the networks.
     *
     * @param path on the device
     * @param sha256 absent where the device has no program to tell it: the tool prints no version
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Program(String path, @Nullable String sha256) {}

    /** A network that the device or its tool does not run as asked. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Refused(String network, String unit, String why) {}

    /**
     * One network.
     *
     * @param network what it is called
     * @param file name of its file
     * @param unit asked for
     * @param tool {@code TFLite benchmark_model} or {@code LiteRT benchmark_model}
     * @param arguments that the tool was given
     * @param delegate that ran it or a part of it, empty for the processor alone
     * @param delegated {@code whole}, {@code partly} or {@code no}, as far as the tool says
     * @param firstMs the first inference of all; absent where not printed
     * @param latencyMs of the run, or of all windows of a sustained one
     * @param operators by type, from a run of its own; empty where not asked for
     * @param notes what a reader should know
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Run(
            String network,
            String file,
            String sha256,
            long fileBytes,
            String unit,
            int threads,
            String tool,
            List<String> arguments,
            String delegate,
            @Nullable String delegated,
            double initMs,
            @Nullable Double firstMs,
            double warmupMs,
            Times latencyMs,
            @Nullable Memory memory,
            @Nullable Cooled coolDown,
            DeviceState before,
            DeviceState after,
            @Nullable Series sustained,
            List<Operator> operators,
            List<String> notes) {
        public Run {
            arguments = List.copyOf(arguments);
            operators = List.copyOf(operators);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Times of inferences in milliseconds.
     *
     * @param n how many; absent with all but the mean where the tool's line on the spread is missing or broken
     * @param sd population standard deviation
     * @param p5 absent before LiteRT and for several windows together, as are the next two
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Times(
            @Nullable Long n,
            double mean,
            @Nullable Double min,
            @Nullable Double max,
            @Nullable Double sd,
            @Nullable Double p5,
            @Nullable Double p50,
            @Nullable Double p95) {
        static Times of(double meanMs, @Nullable BenchmarkTimes times) {
            return times == null
                    ? new Times(null, meanMs, null, null, null, null, null, null)
                    : new Times(
                            times.runCount(),
                            meanMs,
                            times.minMs(),
                            times.maxMs(),
                            times.sdMs(),
                            times.p5Ms(),
                            times.p50Ms(),
                            times.p95Ms());
        }

        /** All of several series together. */
        static Times together(List<Times> parts) {
            long n = 0;
            double sum = 0;
            for (Times part : parts) {
                long weight = part.n == null ? 1 : part.n;
                n += weight;
                sum += weight * part.mean;
            }
            double mean = sum / n;
            double squares = 0;
            double least = Double.POSITIVE_INFINITY;
            double most = 0;
            for (Times part : parts) {
                if (part.n == null || part.min == null || part.max == null || part.sd == null) {
                    return new Times(null, mean, null, null, null, null, null, null);
                }
                squares += part.n * (part.sd * part.sd + (part.mean - mean) * (part.mean - mean));
                least = Math.min(least, part.min);
                most = Math.max(most, part.max);
            }
            return new Times(n, mean, least, most, Math.sqrt(squares / n), null, null, null);
        }
    }

    /** Memory of the tool in megabytes as it counts them, of 2^20 bytes. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Memory(
            @Nullable Double initMb,
            @Nullable Double overallMb,
            @Nullable Double peakMb) {}

    /**
     * Operators of one type.
     *
     * @param meanMs their time together in one inference
     * @param shareFraction of the sum over all types
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Operator(String nodeType, int count, double meanMs, double shareFraction) {
        static List<Operator> of(List<OperatorShare> shares) {
            return shares.stream()
                    .map(share -> new Operator(share.nodeType(), share.count(), share.meanMs(), share.shareFraction()))
                    .toList();
        }
    }

    /**
     * Waiting until the device was cool.
     *
     * @param reached whether it was below before the limit
     * @param startDegC of the hottest zone; absent where the device shows none, which ends the waiting at once
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Cooled(
            double belowDegC,
            double limitS,
            double waitedS,
            boolean reached,
            @Nullable Double startDegC,
            @Nullable Double endDegC) {}

    /**
     * A sustained run as a time series.
     *
     * @param seconds from the first window's start to the last one's end
     * @param windowLengthS asked for
     * @param busyFraction of that time that was inference: the rest is the tool's starting, loading and warming up
     * @param slowdown median of the last five windows over that of the first five; absent for fewer than eight
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Series(
            double seconds,
            double windowLengthS,
            double busyFraction,
            @Nullable Double slowdown,
            List<Window> windows) {
        public Series {
            windows = List.copyOf(windows);
        }
    }

    /**
     * One run of the series.
     *
     * @param startS when the tool was started, from the first window's start
     * @param seconds until it had ended
     * @param before clock, temperatures and battery at its start
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Window(
            double startS,
            double seconds,
            Times latencyMs,
            @Nullable Double clockMhz,
            DeviceState before) {}
}
