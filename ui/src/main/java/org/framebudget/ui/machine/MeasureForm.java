package org.framebudget.ui.machine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.framebudget.models.InputException;
import org.framebudget.models.catalogue.Networks;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Precision;
import org.framebudget.models.runtime.MeasureRequest;
import org.framebudget.models.tflite.TfliteReader;
import org.framebudget.sim.cli.MeasureRuns;
import org.framebudget.sim.cli.MeasureTarget;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/**
 * What to measure, as it stands in the fields.
 *
 * @param networks files, or ids of known networks
 * @param precision of the known ones; a file has its own
 * @param threads whole numbers with commas between
 * @param seconds length of each run
 * @param runs inferences at most; empty for as many as there is time for
 */
public record MeasureForm(List<String> networks, String precision, String threads, String seconds, String runs) {
    /** Precisions of the known networks, the first one proposed. */
    public static final List<String> PRECISIONS =
            List.of(Precision.INT8.text(), Precision.FP32.text(), Precision.FP16.text());

    private static final int WARMUP_RUNS = 5;

    /** Copies the networks. */
    public MeasureForm {
        networks = List.copyOf(networks);
    }

    /**
     * The runs that it asks for.
     *
     * @throws InputException for a field that cannot be, and for a file that is no network
     */
    MeasureRuns runsToMake() {
        if (networks.isEmpty()) {
            throw new InputException(Texts.get("machine.none"));
        }
        List<Integer> counts = new ArrayList<>();
        for (String count : threads.split(",", -1)) {
            counts.add((int)
                    number("machine.threads", count, n -> n >= 1 && n <= MeasureRequest.MOST_THREADS && whole(n)));
        }
        double lengthS = number("machine.seconds", seconds, n -> n > 0 && n <= MeasureRequest.MOST_SECONDS);
        int most = runs.isBlank()
                ? MeasureRequest.MOST_RUNS
                : (int) number("machine.runs", runs, n -> n >= 1 && n <= MeasureRequest.MOST_RUNS && whole(n));
        List<MeasureTarget> targets = new ArrayList<>();
        for (String network : networks) {
            MeasureTarget target = MeasureTarget.of(network, Networks.all());
            if (!target.known()) {
                TfliteReader.check(target.file());
            }
            targets.add(target);
        }
        return new MeasureRuns(
                targets,
                null,
                Precision.of(precision).orElseThrow(),
                counts,
                (Path file, @Nullable InputSize input, int n) -> new MeasureRequest(
                        file, input, n, false, lengthS, most, WARMUP_RUNS, List.of(), 0, false, false, 1, null));
    }

    private static boolean whole(double value) {
        return value == Math.rint(value);
    }

    private static double number(String key, String text, Predicate<Double> right) {
        double value;
        try {
            value = Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!right.test(value)) {
            throw new InputException(Texts.get(key) + ": " + Texts.get("machine.number", text.strip()) + " "
                    + Texts.get(key + ".right"));
        }
        return value;
    }
}
