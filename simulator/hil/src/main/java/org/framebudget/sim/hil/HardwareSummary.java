package org.framebudget.sim.hil;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.framebudget.sim.results.Hardware;
import org.jspecify.annotations.Nullable;

/** What results say about the device that answered, from its recording alone, so that a replay says the same. */
final class HardwareSummary {
    /** More than this is another machine's work on the same processor: figures are not this device's. */
    static final double STEAL_MAX = 0.02;

    private static final String MEASURED = "measured";
    private static final String SIMULATED = "simulated";

    private HardwareSummary() {}

    static Hardware of(Recording recording) {
        Recording.Head head = recording.head();
        List<DeviceSample> samples =
                recording.samples().stream().map(Recording.Sample::what).toList();
        Lateness transport = new Lateness();
        Lateness release = new Lateness();
        List<Lateness> invokes = new ArrayList<>();
        List<Lateness> converts = new ArrayList<>();
        head.networks().forEach(network -> {
            invokes.add(new Lateness());
            converts.add(new Lateness());
        });
        for (InferenceRecord each : recording.inferences()) {
            transport.record(each.transportNs());
            if (!each.follows()) {
                release.record(each.releaseNs());
            }
            invokes.get(each.network()).record(each.invokeNs());
            if (each.convertNs() > 0) {
                converts.get(each.network()).record(each.convertNs());
            }
        }
        Hardware.Pacing paced = recording.pacing();
        Double steal = mean(samples, DeviceSample::stealFraction);
        String cut = Interruptions.why(recording);
        String why = paced == null ? "the run did not come to its end" : !cut.isEmpty() ? cut : stolen(steal);
        return new Hardware(
                head.device(),
                head.target().target(),
                new Hardware.Machine(
                        head.target().os(),
                        head.target().architecture(),
                        head.target().processor(),
                        head.target().cores(),
                        head.target().runtime()),
                quantities(recording, samples),
                head.imposed() == null
                        ? "open loop in heat"
                        : "clock imposed: " + head.imposed().how(),
                paced == null
                        ? new Lateness().pacing(release.spread())
                        : new Hardware.Pacing(
                                paced.events(),
                                paced.p50Ms(),
                                paced.p99Ms(),
                                paced.maxMs(),
                                paced.atMostMs(),
                                paced.counts(),
                                release.spread()),
                transport.spread(),
                networks(head, invokes, converts),
                load(samples, steal, Others.of(recording)),
                why.isEmpty(),
                why);
    }

    /** What a reader of the result has to know about the answers, from the recording alone. */
    static List<String> warnings(Recording recording) {
        List<String> all = new ArrayList<>();
        String device = recording.head().device();
        if (byBenchmark(recording.head())) {
            all.add(device
                    + ": conditions differ. Its benchmark_model ran the networks back to back, before and not in this scenario;"
                    + " in an application inferences may take longer.");
        }
        Others.warning(recording).ifPresent(all::add);
        LateAnswers.warning(recording).ifPresent(all::add);
        if (recording.pacing() == null) {
            long lastNs = recording.inferences().stream()
                    .mapToLong(each -> Math.max(each.startNs(), each.endNs()))
                    .max()
                    .orElse(0);
            all.add(String.format(
                    Locale.ROOT,
                    "%s: the recording ends after %,d inferences, at %.3f s. What was asked for after that was never"
                            + " answered: its units stay busy and frames are dropped until the end, so these figures hold until"
                            + " then alone.",
                    device,
                    recording.inferences().size(),
                    lastNs * 1e-9));
        }
        return all;
    }

    private static boolean byBenchmark(Recording.Head head) {
        return head.target().runtime().contains("benchmark_model");
    }

    private static String stolen(@Nullable Double steal) {
        return steal == null || steal <= STEAL_MAX
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%.1f %% of the processor's time was given to other machines, more than %.0f %%",
                        100 * steal,
                        100 * STEAL_MAX);
    }

    private static List<Hardware.Network> networks(
            Recording.Head head, List<Lateness> invokes, List<Lateness> converts) {
        List<Hardware.Network> all = new ArrayList<>();
        for (int n = 0; n < invokes.size(); n++) {
            Recording.Network network = head.networks().get(n);
            all.add(new Hardware.Network(
                    network.label(),
                    network.sha256(),
                    network.threads(),
                    String.join(", ", network.stages()),
                    invokes.get(n).spread(),
                    network.peakMemoryMb(),
                    converts.get(n).spread().count() == 0
                            ? null
                            : converts.get(n).spread()));
        }
        return all;
    }

    private static Map<String, String> quantities(Recording recording, List<DeviceSample> samples) {
        Recording.Head head = recording.head();
        Map<String, String> all = new LinkedHashMap<>();
        all.put(
                "inference",
                byBenchmark(head)
                        ? "measured back to back by the device's benchmark_model, then drawn from mean and spread"
                        : MEASURED);
        if (recording.inferences().stream().anyMatch(each -> each.convertNs() > 0)) {
            all.put("conversion of pictures", "measured, part of the inference");
        }
        all.put("pre- and postprocessing", SIMULATED);
        all.put("queues and budgets", SIMULATED);
        all.put(
                "clock",
                head.imposed() != null
                        ? "imposed"
                        : samples.stream().anyMatch(sample -> sample.clockMhz() != null) ? MEASURED : SIMULATED);
        all.put(
                "temperature",
                samples.stream().anyMatch(sample -> !sample.zonesDegC().isEmpty())
                        ? "measured (load.zones_deg_c) and simulated beside (devices)"
                        : SIMULATED);
        all.put(
                "power",
                samples.stream().anyMatch(sample -> sample.powerW() != null)
                        ? "measured (load.power_w) and simulated beside (devices)"
                        : SIMULATED);
        all.put("battery", SIMULATED);
        return all;
    }

    private static Hardware.Load load(List<DeviceSample> samples, @Nullable Double steal, @Nullable Double otherCores) {
        Map<String, Hardware.Range> zones = new LinkedHashMap<>();
        TreeSet<String> names = new TreeSet<>();
        samples.forEach(sample -> names.addAll(sample.zonesDegC().keySet()));
        for (String name : names) {
            Hardware.Range range = range(samples, sample -> sample.zonesDegC().get(name));
            if (range != null) {
                zones.put(name, range);
            }
        }
        return new Hardware.Load(
                samples.size(),
                mean(samples, DeviceSample::busyFraction),
                steal,
                range(samples, DeviceSample::clockMhz),
                zones,
                range(samples, DeviceSample::powerW),
                otherCores);
    }

    private static @Nullable Double mean(List<DeviceSample> samples, Function<DeviceSample, @Nullable Double> of) {
        double sum = 0;
        int n = 0;
        for (DeviceSample sample : samples) {
            Double value = of.apply(sample);
            if (value != null) {
                sum += value;
                n++;
            }
        }
        return n == 0 ? null : sum / n;
    }

    private static Hardware.@Nullable Range range(
            List<DeviceSample> samples, Function<DeviceSample, @Nullable Double> of) {
        double[] values = samples.stream()
                .map(of)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        if (values.length == 0) {
            return null;
        }
        double min = values[0];
        double max = values[0];
        for (double value : values) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        return new Hardware.Range(values[0], min, max, values[values.length - 1]);
    }
}
