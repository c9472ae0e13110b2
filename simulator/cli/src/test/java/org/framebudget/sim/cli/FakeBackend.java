package org.framebudget.sim.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.framebudget.devices.CameraStackProfile;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.Evidence;
import org.framebudget.devices.MemoryProfile;
import org.framebudget.devices.OperatingPoint;
import org.framebudget.devices.Source;
import org.framebudget.devices.SourceKind;
import org.framebudget.devices.Sourced;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.latency.JitterProfile;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.devices.latency.LatencyTable;
import org.framebudget.devices.power.PowerProfile;
import org.framebudget.devices.thermal.ThermalProfile;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;
import org.framebudget.models.catalogue.NetworkInfo;
import org.framebudget.models.network.Activation;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.NetworkBuilder;
import org.framebudget.models.network.Precision;
import org.framebudget.models.network.Tensor;
import org.framebudget.models.runtime.MachineInfo;
import org.framebudget.models.runtime.MeasureListener;
import org.framebudget.models.runtime.MeasureRecord;
import org.framebudget.models.runtime.MeasureRequest;
import org.framebudget.sim.planner.Overtime;
import org.framebudget.sim.report.TextStyle;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Places;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/** Answers at once, remembers what it was asked, and fails on demand. */
class FakeBackend implements Backend {
    static final Source PAPER = new Source(SourceKind.PAPER, "paper2026", null);
    static final Source GUESS = new Source(SourceKind.ASSUMED, "guess", null);

    final List<String> sets = new ArrayList<>();

    @Nullable
    Long seed;

    @Nullable
    RunRequest runRequest;

    @Nullable
    PlanRequest planRequest;

    final List<MeasureRequest> measured = new ArrayList<>();

    NetworkFiles networkFiles = (id, input, precision, folder) -> {
        throw new AssertionError("Nobody asked for a file of " + id + ".");
    };

    @Nullable
    String exported;

    boolean met = true;

    String description = "One camera.";

    @Nullable
    Throwable failure;

    @Override
    public Scenario readScenario(Path file, List<String> givenSets, @Nullable Long givenSeed) {
        sets.addAll(givenSets);
        seed = givenSeed;
        if (!Files.exists(file)) {
            throw InputException.at(file.toString(), 0, null, "there is no such file.", null);
        }
        return new Scenario(
                "Test",
                1,
                1,
                new Scenario.Environment(25, List.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Scenario.Slo(
                        null, null, null, null, null, null, null, null, null, null, null, null, null, null, List.of()),
                new Scenario.Limits(null),
                List.of(),
                false,
                null,
                List.of(),
                "00",
                Path.of(""),
                Places.NONE,
                null);
    }

    @Override
    public void resolve(Scenario scenario) {}

    @Override
    public String describe(Scenario scenario) {
        return description;
    }

    @Override
    public RunResult run(Scenario scenario, RunRequest request) {
        runRequest = request;
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        return result();
    }

    @Override
    public NetworkFiles networkFiles() {
        return networkFiles;
    }

    @Override
    public MeasureRecord measure(MeasureRequest request, MeasureListener listener) {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        measured.add(request);
        listener.progress(1);
        if (request.samples()) {
            listener.latencies(new long[] {10_500_000, 11_000_000});
        }
        return Measurements.of(request);
    }

    @Override
    public MachineInfo machine() {
        return Measurements.MACHINE;
    }

    RunResult result() {
        return new RunResult(
                RunResult.SCHEMA,
                "simulated",
                new RunResult.ScenarioRef("Test", "00"),
                1,
                1,
                1,
                0,
                0,
                List.of(),
                List.of(),
                new RunResult.SloVerdict(met, List.of()),
                null,
                List.of(),
                List.of(),
                0,
                List.of());
    }

    @Override
    public String verdict(RunResult result, TextStyle style) {
        return "verdict " + (style.unicode() ? "\u2713" : "ok") + "\n";
    }

    @Override
    public String toJson(RunResult result) {
        return "{\"name\": \"\u00e9t\u00e9\"}";
    }

    @Override
    public PlanAnswer plan(Scenario scenario, PlanRequest request) {
        planRequest = request;
        return new PlanAnswer("meets\n", "{}");
    }

    @Override
    public Overtime.Answer overtime(Scenario scenario, Overtime.Question question, int threads) {
        Overtime.Step at = new Overtime.Step(3, question.queries(), 0.001, 0.0012);
        return new Overtime.Answer(
                Overtime.Answer.SCHEMA,
                new RunResult.ScenarioRef("Small", "ab"),
                7,
                "see",
                question.axis(),
                50,
                0.01,
                question.confidence(),
                3,
                at,
                new Overtime.Step(4, 1000, 1, 1));
    }

    @Override
    public String compare(Path a, Path b, TextStyle style) {
        for (Path file : List.of(a, b)) {
            try {
                Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return "side by side\n";
    }

    @Override
    public List<String> templates() {
        return List.of("phone", "pi-cameras");
    }

    @Override
    public String template(String name) {
        return "# " + name;
    }

    @Override
    public List<String> deviceIds() {
        return List.of("pixel-4", "raspberry-pi-4");
    }

    @Override
    public DeviceProfile device(String idOrPath, Path baseDir) {
        if (!deviceIds().contains(idOrPath)) {
            throw new InputException(
                    "profile: '" + idOrPath + "' is not known. " + Suggestions.advice(idOrPath, deviceIds()));
        }
        Sourced one = new Sourced(1, null, null, PAPER);
        Sourced guess = new Sourced(0.5, 0.25, 0.75, GUESS);
        UnitProfile npu = new UnitProfile(
                "npu",
                "npu",
                1,
                "junction",
                guess,
                List.of(new OperatingPoint(one, guess)),
                guess,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new JitterProfile.None(PAPER));
        return new DeviceProfile(
                idOrPath,
                "Device " + idOrPath,
                Evidence.PUBLISHED_TFLITE,
                null,
                List.of(npu),
                new LatencyTable(List.of(row("efficientnet_lite0", true), row("other_series", false))),
                new MemoryProfile(one, one, null),
                new PowerProfile(one, "board", null, null, null, guess, guess, "board", null, null),
                new ThermalProfile(List.of(new ThermalProfile.Node("junction", guess, null)), List.of(), List.of()),
                List.of(),
                null,
                new CameraStackProfile(guess, guess, guess),
                "00");
    }

    private static LatencyRow row(String network, boolean reference) {
        return new LatencyRow(
                network,
                224,
                224,
                "int8",
                "npu",
                0,
                5.3,
                "mean",
                "TensorFlow Lite",
                "",
                reference,
                null,
                null,
                null,
                null,
                null,
                null,
                PAPER);
    }

    @Override
    public int assumedValues(DeviceProfile profile) {
        return 7;
    }

    @Override
    public List<String> citations(DeviceProfile profile, String idOrPath, Path baseDir) {
        return List.of("[paper2026] A paper.");
    }

    @Override
    public Exported exportNetwork(String id, @Nullable InputSize input, Precision precision, Path file) {
        exported = id + " " + input + " " + precision.text() + " " + file.getFileName();
        return new Exported(input == null ? InputSize.square(224) : input, 12_345_678);
    }

    @Override
    public List<NetworkInfo> networks() {
        return List.of(
                new NetworkInfo(
                        "mobilenet_v1_1.0",
                        "mobilenet_v1",
                        "classification",
                        1.0,
                        224,
                        568_740_352L,
                        4_240_000L,
                        0.709,
                        "top-1 ImageNet",
                        "paper2026",
                        "table2026",
                        "A. Author: A paper, 2026",
                        "Apache-2.0"),
                new NetworkInfo(
                        "unknown_net",
                        "unknown",
                        "detection",
                        null,
                        300,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        "B. Author: A talk, 2026",
                        "AGPL-3.0"));
    }

    @Override
    public FoundNetwork network(String idOrFile, @Nullable InputSize input, @Nullable Precision precision) {
        NetworkBuilder builder = new NetworkBuilder(idOrFile, precision == null ? Precision.FP32 : precision);
        Tensor image = builder.image(input == null ? InputSize.square(32) : input, 3);
        return new FoundNetwork(
                idOrFile,
                builder.build(
                        builder.softmax(builder.globalMean(builder.conv(image, 8, 3, 2, Activation.RELU6), false))),
                null);
    }
}
