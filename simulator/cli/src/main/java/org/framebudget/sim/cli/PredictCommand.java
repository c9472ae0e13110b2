package org.framebudget.sim.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.latency.LatencyPredictor;
import org.framebudget.devices.latency.LatencyQuery;
import org.framebudget.devices.latency.NetworkFeatures;
import org.framebudget.devices.latency.Prediction;
import org.framebudget.models.InputException;
import org.framebudget.models.catalogue.NetworkInfo;
import org.framebudget.models.network.Images;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.NetworkCost;
import org.framebudget.models.network.Precision;
import org.framebudget.sim.cli.Backend.FoundNetwork;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code framebudget predict}: one invoke time with its interval. */
@Command(name = "predict", description = "Predict how long a network takes on a device, and how sure that is.")
final class PredictCommand implements Callable<Integer> {
    private static final int MOST_THREADS = 1024;

    private final Terminal terminal;
    private final Backend backend;

    @Option(names = "--device", required = true, paramLabel = "ID", description = "Profile id, or path of a profile.")
    private String device = "";

    @Option(
            names = "--network",
            required = true,
            paramLabel = "ID-or-FILE.tflite",
            description = "Network id, or path of a .tflite file.")
    private String network = "";

    @Mixin
    private NetworkOptions options = new NetworkOptions();

    @Option(names = "--unit", paramLabel = "NAME", description = "Unit of the device; default: the best known.")
    private @Nullable String unit;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "CPU threads; default: those of the unit's reference series. Other units ignore it.")
    private @Nullable Integer threads;

    @Option(names = "--json", description = "Print the prediction as one JSON document.")
    private boolean json;

    PredictCommand(Terminal terminal, Backend backend) {
        this.terminal = terminal;
        this.backend = backend;
    }

    @Override
    public Integer call() {
        if (threads != null && (threads < 1 || threads > MOST_THREADS)) {
            throw new InputException("--threads: " + threads + " is out of range. Write 1 to " + MOST_THREADS + ".");
        }
        NetworkOptions.checkNamed("--network", network);
        if (unit != null && unit.isBlank()) {
            throw new InputException("--unit: is empty. Write a unit of the device, or leave the option out.");
        }
        DeviceProfile profile = backend.device(device, Path.of(""));
        InputSize size = options.input();
        Precision wanted = options.precision();
        LatencyPredictor predictor = new LatencyPredictor(profile);
        PredictionReport report = isFile(network)
                ? ofFile(profile, predictor, backend.network(network, size, wanted))
                : ofId(profile, predictor, size, wanted);
        if (json) {
            terminal.document(Json.text(report.facts()));
        } else {
            terminal.print(report.text());
        }
        return ExitStatus.DONE;
    }

    private PredictionReport ofFile(DeviceProfile profile, LatencyPredictor predictor, FoundNetwork found) {
        NetworkCost cost = NetworkCost.of(found.network());
        Precision own = cost.precision() == Precision.UINT8 ? Precision.INT8 : cost.precision();
        if (own != Precision.FP32 && own != Precision.FP16 && own != Precision.INT8) {
            throw new InputException(network + ": computes in " + own.text()
                    + ", which no device was measured in. fp32, fp16 and int8 can be predicted.");
        }
        List<Integer> pixels = Images.size(found.network());
        if (pixels == null) {
            throw new InputException(network + ": takes no picture, so its family's measurements say nothing of it.");
        }
        InputSize size = new InputSize(pixels.get(0), pixels.get(1));
        NetworkFeatures features = NetworkFeatures.of(found.network().name(), size, found.network(), false);
        LatencyQuery query =
                new LatencyQuery(found.id(), size.widthPx(), size.heightPx(), own.text(), asked(), wantedThreads());
        return new PredictionReport(profile, predictor, predictor.best(query, features), cost);
    }

    private PredictionReport ofId(
            DeviceProfile profile, LatencyPredictor predictor, @Nullable InputSize size, @Nullable Precision wanted) {
        InputSize own = size != null ? size : defaultSize(profile);
        LatencyQuery query = new LatencyQuery(
                network, own.widthPx(), own.heightPx(), wanted == null ? "" : wanted.text(), asked(), wantedThreads());
        Prediction prediction = predictor.best(query, null);
        NetworkCost cost = isKnown()
                ? NetworkCost.of(backend.network(
                                network,
                                own,
                                Precision.of(prediction.query().precision()).orElseThrow())
                        .network())
                : null;
        return new PredictionReport(profile, predictor, prediction, cost);
    }

    /** The size that published numbers of a known network belong to; that of the first measurement of another. */
    private InputSize defaultSize(DeviceProfile profile) {
        for (NetworkInfo info : backend.networks()) {
            if (info.id().equals(network)) {
                return InputSize.square(info.defaultInputPx());
            }
        }
        return profile.latency().rows().stream()
                .filter(row -> row.reference() && row.network().equals(network))
                .map(row -> new InputSize(row.inputWidthPx(), row.inputHeightPx()))
                .findFirst()
                .orElseThrow(() -> unknown());
    }

    private InputException unknown() {
        try {
            backend.network(network, null, null);
            return new InputException("The network '" + network + "' has no size of its own. Name one with --input.");
        } catch (InputException unknown) {
            return unknown;
        }
    }

    /** Empty where the unit is open. */
    private String asked() {
        return unit == null ? "" : unit;
    }

    /** 0 where the number is open. */
    private int wantedThreads() {
        return threads == null ? 0 : threads;
    }

    private boolean isKnown() {
        return backend.networks().stream().anyMatch(info -> info.id().equals(network));
    }

    private boolean isFile(String name) {
        return !isKnown() && (name.contains("/") || name.endsWith(".tflite"));
    }
}
