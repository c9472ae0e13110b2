package org.framebudget.models.runtime;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.nio.file.Path;
import org.framebudget.models.InputException;
import org.framebudget.models.network.InputSize;
import org.jspecify.annotations.Nullable;

/**
 * A network to keep ready in an {@link InferenceServer}. A value out of range is an {@link InputException}.
 *
 * @param file the .tflite file
 * @param input size to run at, for a network with one image as input; absent for the file's own
 * @param threads threads that TensorFlow Lite may use, 1 to {@link MeasureRequest#MOST_THREADS}
 * @param warmupRuns inferences before the first that is asked for, 0 to {@link #MOST_WARMUP}
 * @param frames pictures that its input holds in turn; absent for random numbers that stay
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record InferenceRequest(
        @JsonSerialize(using = ToStringSerializer.class) @JsonDeserialize(using = PathText.class)
        Path file,

        @Nullable InputSize input,
        int threads,
        int warmupRuns,
        @Nullable FrameFile frames) {
    /** Most inferences for warming up. */
    public static final int MOST_WARMUP = 10_000;

    public InferenceRequest {
        MeasureRequest.inRange("threads", threads, 1, MeasureRequest.MOST_THREADS);
        MeasureRequest.inRange("warmup", warmupRuns, 0, MOST_WARMUP);
    }

    /** At its own size, on one thread, on random numbers. */
    public static InferenceRequest of(Path file, int warmupRuns) {
        return new InferenceRequest(file, null, 1, warmupRuns, null);
    }
}
