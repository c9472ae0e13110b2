package org.framebudget.devices.calibration.imports;

import java.util.List;
import org.framebudget.models.InputException;
import org.jspecify.annotations.Nullable;

/**
 * One whole run of {@code benchmark_model}, as it printed it. Memory in megabytes as the tool counts them, of 2^20 bytes.
 *
 * @param line where its timings stand
 * @param tool {@code TFLite benchmark_model} or {@code LiteRT benchmark_model}
 * @param graph file name of the network, empty where not printed
 * @param threads absent where the runtime chose
 * @param delegate that ran the network or a part of it, by the name that the tool uses; empty for the processor alone
 * @param delegated {@code whole}, {@code partly} or {@code no}: what of the network the delegate took; absent where not said
 * @param xnnpack whether XNNPACK ran what is on the processor
 * @param initMs loading and preparing
 * @param firstMs the first inference of all; absent before TensorFlow Lite 2.2
 * @param warmupMs mean of the inferences that do not count
 * @param meanMs mean of the inferences
 * @param times their spread; absent where its line is missing or broken
 * @param initMb growth of memory in preparing; absent where not printed, as are the next three
 * @param overallMb growth of memory in all
 * @param peakMb the most, where the tool watched it
 * @param residentMb resident at the end, where the tool watched the peak
 * @param unknownFlags options that this version of the tool does not know and so ignored
 * @param operators times by type of operator where profiled, in the order printed
 * @param notes what a reader should know, with file and line
 */
public record BenchmarkOutput(
        int line,
        String tool,
        String graph,
        @Nullable Integer threads,
        String delegate,
        @Nullable String delegated,
        boolean xnnpack,
        double initMs,
        @Nullable Double firstMs,
        double warmupMs,
        double meanMs,
        @Nullable BenchmarkTimes times,
        @Nullable Double initMb,
        @Nullable Double overallMb,
        @Nullable Double peakMb,
        @Nullable Double residentMb,
        List<String> unknownFlags,
        List<OperatorShare> operators,
        List<String> notes) {
    public BenchmarkOutput {
        unknownFlags = List.copyOf(unknownFlags);
        operators = List.copyOf(operators);
        notes = List.copyOf(notes);
    }

    /**
     * Every whole run in a text. Unknown lines are passed over.
     *
     * @param file name for messages
     * @throws InputException with the line and what was expected where there is no whole run, or its timings are broken
     */
    public static List<BenchmarkOutput> read(String file, String text) {
        return BenchmarkModelText.runs(file, text).runs().stream()
                .map(BenchmarkRun::output)
                .toList();
    }
}
