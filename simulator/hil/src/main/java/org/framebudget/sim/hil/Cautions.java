package org.framebudget.sim.hil;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.framebudget.sim.pipeline.DeviceInference;
import org.framebudget.sim.results.RunResult;

/**
 * What a reader of a result has to know of how a device ran, beside its answers: from the scenario and the recording alone, so that a
 * replay says the same.
 */
final class Cautions {
    /** Stands in the runtime of a target that could not be waited for. */
    static final String NOT_COOL = "not cooled down";

    /** A clock is read between two steps of it now and then, and not to the last digit. */
    private static final double ABOVE_MOST = 1.05;

    private Cautions() {}

    /** A result with all of them. */
    static RunResult with(RunResult result, Recording recording, List<DeviceInference> inferences) {
        List<String> warnings = new ArrayList<>(result.warnings());
        Recording.Head head = recording.head();
        if (!head.target().runtime().contains("benchmark_model")) {
            warnings.addAll(units(head.device(), inferences));
        }
        if (head.target().runtime().contains(NOT_COOL)) {
            String runtime = head.target().runtime();
            warnings.add(head.device() + ": measured while " + runtime.substring(runtime.indexOf(NOT_COOL)) + ".");
        }
        clock(recording, warnings);
        return result.withWarnings(List.copyOf(warnings));
    }

    /** Of networks that the scenario has on another unit than the one that ran them, which is the processor. */
    static List<String> units(String device, List<DeviceInference> inferences) {
        return inferences.stream()
                .filter(each -> !each.unit().startsWith("cpu"))
                .map(each -> device + ": " + each.label() + " (" + String.join(", ", each.stages())
                        + ") is on unit '" + each.unit()
                        + "' in the scenario, and ran on the CPU: TensorFlow Lite uses no"
                        + " other unit here or behind an agent. Its times are not those of '" + each.unit() + "'.")
                .toList();
    }

    private static void clock(Recording recording, List<String> warnings) {
        Recording.Imposed imposed = recording.head().imposed();
        if (imposed == null) {
            return;
        }
        double[] readMhz = recording.samples().stream()
                .map(sample -> sample.what().clockMhz())
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        double mostMhz = 0;
        int above = 0;
        for (double each : readMhz) {
            mostMhz = Math.max(mostMhz, each);
            above += each > ABOVE_MOST * imposed.clockMhz() ? 1 : 0;
        }
        if (above > 0) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s: the cores did not keep to the imposed clock of %.0f MHz: they ran at up to %.0f MHz, above it in"
                            + " %d of %d readings. This is no run at that clock.",
                    recording.head().device(),
                    imposed.clockMhz(),
                    mostMhz,
                    above,
                    readMhz.length));
        }
    }
}
