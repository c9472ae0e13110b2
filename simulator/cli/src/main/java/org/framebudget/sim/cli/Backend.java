package org.framebudget.sim.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.models.catalogue.NetworkInfo;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.Precision;
import org.framebudget.models.runtime.MachineInfo;
import org.framebudget.models.runtime.MeasureListener;
import org.framebudget.models.runtime.MeasureRecord;
import org.framebudget.models.runtime.MeasureRequest;
import org.framebudget.models.tflite.TfliteFile;
import org.framebudget.sim.planner.Basis;
import org.framebudget.sim.planner.Overtime;
import org.framebudget.sim.report.Paper;
import org.framebudget.sim.report.TextStyle;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * What the commands ask of the rest of the product; {@link Product} answers. Bad input is an
 * {@link org.framebudget.models.InputException}, a failing machine a {@link org.framebudget.models.MachineException}.
 */
interface Backend {
    /** Reads and validates a scenario file; {@code sets} are {@code path=value} overrides in order; all ids in it are known. */
    Scenario readScenario(Path file, List<String> sets, @Nullable Long seed);

    /** Resolves everything a scenario refers to without running it: profiles, units, latencies. */
    void resolve(Scenario scenario);

    /** The scenario in a few plain sentences. */
    String describe(Scenario scenario);

    /** Simulates, then writes the files that were asked for; nothing is written where the run fails. */
    RunResult run(Scenario scenario, RunRequest request);

    /** The verdict as a table for people. */
    String verdict(RunResult result, TextStyle style);

    /** The result contract as one JSON document. */
    String toJson(RunResult result);

    /** Plans, then writes the files that were asked for; nothing is written where planning fails. */
    PlanAnswer plan(Scenario scenario, PlanRequest request);

    /** How large a query may be until too many of them are not done before the next one. */
    Overtime.Answer overtime(Scenario scenario, Overtime.Question question, int threads);

    /** Two results that {@code run} wrote, side by side. */
    String compare(Path a, Path b, TextStyle style);

    /** Names of the templates of {@code framebudget new}, the default first. */
    List<String> templates();

    /** A commented scenario; the name is one of {@link #templates()}. */
    String template(String name);

    /** Ids of the profiles that come with the product and of the user's own. */
    List<String> deviceIds();

    /** Accelerators that attach to any device, as {@code DEVICE+ACCELERATOR}. */
    default List<String> acceleratorIds() {
        return List.of();
    }

    /** A profile by id, or by path relative to the folder. */
    DeviceProfile device(String idOrPath, Path baseDir);

    /** How many of a profile's numbers nobody measured. */
    int assumedValues(DeviceProfile profile);

    /**
     * References of a profile as text, in the order of first use.
     *
     * @param idOrPath what {@link #device} found it by, since references may stand beside its file
     */
    List<String> citations(DeviceProfile profile, String idOrPath, Path baseDir);

    /** The known networks. */
    List<NetworkInfo> networks();

    /** Files of the known networks. */
    NetworkFiles networkFiles();

    /** Runs a .tflite file on this machine. */
    MeasureRecord measure(MeasureRequest request, MeasureListener listener);

    /** This machine. */
    MachineInfo machine();

    /**
     * A network by id, or by path of a .tflite file.
     *
     * @param input size of its image; absent for the one that published numbers belong to, or the file's own; another
     *     than a file's own is asked of TensorFlow Lite in a process of its own
     * @param precision one of fp32, fp16, int8; absent for fp32, or the file's own
     */
    FoundNetwork network(String idOrFile, @Nullable InputSize input, @Nullable Precision precision);

    /**
     * A network and where it comes from.
     *
     * @param id as it was given
     * @param network at the size asked for
     * @param file what else its file says, with the network at its own size; absent for a network of the catalogue
     * @param warnings what the costs at the size asked for do not say
     */
    record FoundNetwork(
            String id, Network network, @Nullable TfliteFile file, List<String> warnings) {
        FoundNetwork(String id, Network network, @Nullable TfliteFile file) {
            this(id, network, file, List.of());
        }

        boolean resized() {
            return file != null && !network.equals(file.network());
        }
    }

    /**
     * Writes a known network as a .tflite file; an existing one is replaced when the new one is whole.
     *
     * @param input the image's size; absent for the published one
     * @param precision fp32, fp16 or int8
     */
    Exported exportNetwork(String id, @Nullable InputSize input, Precision precision, Path file);

    /**
     * A network that was written.
     *
     * @param input the image's size
     * @param bytes size of the file
     */
    record Exported(InputSize input, long bytes) {}

    /**
     * What {@code run} was asked to do beyond the scenario.
     *
     * @param replications at least 1
     * @param draws sets of values for what the profiles leave open; 0 for no prediction interval
     * @param threads processor cores to use at most
     * @param outDir folder for {@code result.json} and reports, created where it is missing; absent for none
     * @param traceFile Chrome trace; absent for none
     * @param framesFile every frame's record, {@code .csv} or {@code .parquet}; absent for none
     * @param command the command line that gives the same result again
     * @param progress told the finished fraction, 0 to 1, now and then, from any thread
     */
    record RunRequest(
            int replications,
            int draws,
            int threads,
            @Nullable Path outDir,
            @Nullable Path traceFile,
            @Nullable Path framesFile,
            String command,
            DoubleConsumer progress) {}

    /**
     * What {@code plan} was asked to do beyond the scenario.
     *
     * @param pdfFile the plan as PDF; absent for none
     * @param outDir folder for {@code plan.json} and {@code plan.pdf}, created where it is missing; absent for none
     * @param paper what the PDF is laid out for
     * @param command the command line that gives the same plan again
     * @param style how the summary may look
     * @param basis which time the recommended device is best in
     * @param progress told the finished fraction, 0 to 1, now and then, from any thread
     */
    record PlanRequest(
            int threads,
            @Nullable Path pdfFile,
            @Nullable Path outDir,
            Paper paper,
            String command,
            TextStyle style,
            Basis basis,
            DoubleConsumer progress) {}

    /**
     * A finished plan.
     *
     * @param summary the verdict for people
     * @param json the plan contract as one JSON document
     */
    record PlanAnswer(String summary, String json) {}
}
