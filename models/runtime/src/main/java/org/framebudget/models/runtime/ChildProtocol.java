package org.framebudget.models.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.nio.file.Path;
import java.util.List;
import org.framebudget.models.network.InputSize;
import org.jspecify.annotations.Nullable;

/**
 * What passes between the two processes. The parent writes its request as one line to the child's standard input and keeps
 * that open: its end tells the child that the parent is gone. The child answers with lines. All begin with one of the words
 * below; what native code prints beside them is passed over. A child that serves takes more lines after its first, and begins
 * each of its own with an empty one, since native code may leave a line unfinished.
 */
public final class ChildProtocol {
    /** A request: a {@link MeasureRequest} as JSON, answered by a {@link MeasureRecord}. */
    public static final String MEASURE = "@measure ";
    /** A request: a {@link ShapesRequest} as JSON, answered by {@link Shapes}. */
    public static final String RESHAPE = "@reshape ";
    /**
     * A request: the place of a socket. Networks are loaded from now on as {@link #LOAD} asks, until standard input ends. One
     * that is ready connects to the socket before it says so, and reads the numbers of the jobs that it is to do from there,
     * eight bytes for each, the highest first. It answers the first {@link #PINGS} without an inference.
     */
    public static final String SERVE = "@serve ";
    /** Questions that only time the way to the child and back, and have both ends compiled. */
    public static final int PINGS = 1000;
    /** A number for the network, a space, and an {@link InferenceRequest} as JSON. */
    public static final String LOAD = "@load ";
    /** A network's number, a space, and a {@link Loaded} as JSON. */
    public static final String LOADED = "@loaded ";
    /** A network's number, a space, and a {@link Fault} as JSON: it cannot be loaded, or cannot go on. */
    public static final String REFUSED = "@refused ";
    /** The numbers of network and job, and the times of inference and conversion in nanoseconds, with spaces between. */
    public static final String DONE = "@done ";
    /** A fraction, a space, and what is being done, as it follows the word "while". */
    public static final String PROGRESS = "@progress ";
    /** Latencies in nanoseconds with commas between; as many lines as it takes. */
    public static final String SAMPLES = "@samples ";
    /** A rate of requests, a space, and times of inferences on a core as after {@link #SAMPLES}; one line for each rate. */
    public static final String CORE_TIMES = "@core ";
    /** A {@link Fault} as JSON; the last line. */
    public static final String FAULT = "@fault ";
    /** The answer as JSON; the last line. */
    public static final String ANSWER = "@answer ";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ChildProtocol() {}

    /** Whose mistake it is. */
    public enum Kind {
        /** The user gave something that cannot be used. */
        INPUT,
        /** As {@link #INPUT}: the file itself is wrong. */
        FILE,
        /** The machine failed. */
        MACHINE
    }

    /** Asks which shape every tensor of a file has at an input size. */
    public record ShapesRequest(
            @JsonSerialize(using = ToStringSerializer.class) @JsonDeserialize(using = PathText.class)
            Path file,

            InputSize input) {}

    /**
     * Shapes at the size asked for.
     *
     * @param shapes of the main graph's tensors, at their index; the runtime's own temporary ones may follow
     * @param warnings what the numbers do not say
     */
    public record Shapes(List<List<Integer>> shapes, List<String> warnings) {
        public Shapes {
            shapes = List.copyOf(shapes);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * A network is ready.
     *
     * @param sha256 of the file, in hexadecimal digits
     * @param loadNs until it was ready for its first inference
     * @param warmupNs of the inferences since
     * @param kernels what does the work
     * @param peakMemoryMb largest resident set of the process so far; absent where the system does not say
     * @param warnings what its times do not say
     */
    public record Loaded(
            String sha256,
            long loadNs,
            List<Long> warmupNs,
            MeasureRecord.Kernels kernels,
            @Nullable Double peakMemoryMb,
            List<String> warnings) {
        public Loaded {
            warmupNs = List.copyOf(warmupNs);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Why there is no answer.
     *
     * @param problem follows the file's name and a colon
     * @param quoteLog whether what the runtime printed as errors belongs into the message
     * @param advice what would be right; absent where the problem says it
     */
    public record Fault(
            Kind kind,
            String problem,
            boolean quoteLog,
            @Nullable String advice) {}

    /** A value as one line of JSON. */
    public static String line(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a value that JSON can hold", e);
        }
    }

    /** The value that {@link #line} wrote; throws {@link IllegalArgumentException} for anything else. */
    public static <T> T read(String line, Class<T> type) {
        try {
            return JSON.readValue(line, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }
}
