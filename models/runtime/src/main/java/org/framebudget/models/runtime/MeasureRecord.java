package org.framebudget.models.runtime;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one run found; names and units are those of the JSON.
 *
 * @param file as it was given: a file's name, or the id of a known network, whose file was made for the run
 * @param network the file's name as an id
 * @param sha256 of the file
 * @param measuredAt when, in UTC to the second
 * @param input width and height in pixels of the image it ran on; absent for a network without exactly one
 * @param resized whether that is another size than the file's own
 * @param precision as {@link org.framebudget.models.network.Precision#text()}
 * @param weightsBytes bytes of the file's constant tensors
 * @param outputsFinite false where an output held something infinite or not a number
 * @param loadMs reading and verifying the file and building its graph
 * @param initialiseMs allocating tensors and preparing kernels
 * @param firstMs the first inference
 * @param warmupRuns inferences after it that are not counted
 * @param latencyMs the back-to-back run
 * @param rates the paced runs, in the order asked for
 * @param operators mean times in the order they ran; empty where not asked for
 * @param before when TensorFlow Lite was loaded
 * @param after straight after the back-to-back run
 * @param otherCores cores that other processes kept busy during the back-to-back run; absent where the system does not say
 * @param warnings what a reader should know before using the numbers
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record MeasureRecord(
        String file,
        String network,
        String sha256,
        long fileBytes,
        String measuredAt,
        @Nullable List<Integer> input,
        boolean resized,
        String precision,
        long weightsBytes,
        List<Tensor> inputs,
        List<Tensor> outputs,
        boolean outputsFinite,
        Kernels runtime,
        double loadMs,
        double initialiseMs,
        double firstMs,
        int warmupRuns,
        Distribution latencyMs,
        Memory memory,
        List<Rate> rates,
        @Nullable Sustained sustained,
        List<OperatorTime> operators,
        MachineState before,
        MachineState after,
        @Nullable Double otherCores,
        List<String> warnings) {

    /** The same under another name, as for a file that was made for this run alone. */
    public MeasureRecord named(String name) {
        return new MeasureRecord(
                name,
                network,
                sha256,
                fileBytes,
                measuredAt,
                input,
                resized,
                precision,
                weightsBytes,
                inputs,
                outputs,
                outputsFinite,
                runtime,
                loadMs,
                initialiseMs,
                firstMs,
                warmupRuns,
                latencyMs,
                memory,
                rates,
                sustained,
                operators,
                before,
                after,
                otherCores,
                warnings);
    }

    /** An input or output. */
    public record Tensor(String name, String type, List<Integer> shape) {}

    /**
     * What did the work.
     *
     * @param name of the runtime
     * @param path {@code xnnpack} where that delegate took at least one operator, else {@code plain}
     * @param operators of the file's main graph
     * @param planNodes steps of the execution plan, a delegate's part being one
     * @param delegatedOperators operators that a delegate took over
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Kernels(
            String name,
            String version,
            String path,
            int operators,
            int planNodes,
            int delegatedOperators,
            int threads) {}

    /**
     * Memory of the run in megabytes of 10^6 bytes.
     *
     * @param peakMb growth of the process's largest resident set over what it was before the file was opened, the file's
     *     mapped pages included; absent where the system does not show it
     * @param arenaMb TensorFlow Lite's own arenas; what delegates allocate is not in them
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Memory(@Nullable Double peakMb, double arenaMb) {}

    /**
     * Paced requests: each comes at its instant, whether or not the one before is answered.
     *
     * @param requested requests of the schedule
     * @param served those that were answered before the run was given up: it may take twice its time
     * @param serviceMs from the start of the inference to its end
     * @param responseMs from the scheduled instant to the end, so that waiting is not left out
     * @param slowdown median service time over that of the back-to-back run; absent where a median is
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Rate(
            double rateFps,
            long requested,
            long served,
            Distribution serviceMs,
            Distribution responseMs,
            @Nullable Double slowdown) {}

    /**
     * A long back-to-back run as a time series.
     *
     * @param slowedAtS start of the first window from which on three in a row were slower than the first five (their
     *     median) by a tenth; absent where there is none, or where there are fewer than eight windows
     * @param slowdown median of the last five windows over that of the first five; absent for fewer than eight windows
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Sustained(
            double seconds,
            double windowS,
            Distribution latencyMs,
            @Nullable Double slowedAtS,
            @Nullable Double slowdown,
            List<Window> windows) {}

    /** A part of the time series; times as in {@link Distribution}, clock and temperature at its end. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Window(
            double startS,
            long n,
            double meanMs,
            @Nullable Double p50Ms,
            @Nullable Double p90Ms,
            @Nullable Double clockMhz,
            @Nullable Double temperatureDegC) {}

    /**
     * One step of an inference.
     *
     * @param name as the runtime names it
     * @param path {@code xnnpack} or {@code plain}
     * @param shareFraction of the sum over all steps
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record OperatorTime(int index, String name, String path, double meanMs, double shareFraction) {}
}
