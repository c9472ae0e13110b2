package org.framebudget.sim.hil;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.models.InputException;
import org.framebudget.sim.pipeline.DeviceInference;
import picocli.CommandLine.Option;

/** How networks are run on the device. */
final class LoadingOptions {
    private static final int MOST_WARMUP = 10_000;
    private static final int WARMUP = 20;
    private static final String DUMMY = "dummy";

    @Option(
            names = "--warmup",
            paramLabel = "N",
            defaultValue = "" + WARMUP,
            description = "Inferences of each network before the run that are not counted; default: 20.")
    private int warmup;

    @Option(
            names = "--pixels",
            paramLabel = "KIND",
            defaultValue = DUMMY,
            description = {
                "What frames hold: dummy (the same numbers each time), pattern, or a folder of pictures;",
                "the latter two are converted from YUV and scaled for every inference. Default: dummy."
            })
    private String pixels = DUMMY;

    @Option(
            names = "--file",
            paramLabel = "NETWORK=FILE",
            description = "Run this .tflite file where the scenario names that network; may be repeated.")
    private Map<String, Path> files = new HashMap<>();

    /** Whether another number than the default was given. */
    boolean warmupGiven() {
        return warmup != WARMUP;
    }

    /** Whether frames hold more than numbers. */
    boolean pixelsGiven() {
        return !pixels.equals(DUMMY);
    }

    boolean filesGiven() {
        return !files.isEmpty();
    }

    /** @throws InputException for what cannot be */
    void check() {
        if (warmup < 0 || warmup > MOST_WARMUP) {
            throw new InputException(
                    "--warmup: " + warmup + " is out of range. A whole number from 0 to " + MOST_WARMUP + " is right.");
        }
        files.forEach((network, each) -> {
            if (!Files.isRegularFile(each)) {
                throw new InputException("--file: '" + network + "=" + each + "': there is no such file.");
            }
        });
    }

    /** A file that nothing would run is a mistake in its network's name. */
    void checkNetworks(List<DeviceInference> inferences) {
        List<String> networks =
                inferences.stream().map(DeviceInference::network).distinct().toList();
        for (String network : files.keySet()) {
            if (!networks.contains(network)) {
                throw new InputException("--file: the scenario runs no network '" + network
                        + "' on that device. It runs " + String.join(", ", networks) + ".");
            }
        }
    }

    /** @throws InputException where the pictures are none */
    Bench.Loading how() {
        return switch (pixels) {
            case DUMMY -> new Bench.Loading(files, warmup, Pixels.Kind.DUMMY, null);
            case "pattern" -> new Bench.Loading(files, warmup, Pixels.Kind.PATTERN, null);
            default -> {
                Path folder = Path.of(pixels);
                if (!Files.isDirectory(folder)) {
                    throw new InputException("--pixels: '" + pixels
                            + "' is no folder. dummy, pattern or a folder of pictures is right.");
                }
                yield new Bench.Loading(files, warmup, Pixels.Kind.FOLDER, folder);
            }
        };
    }
}
