package org.framebudget.sim.hil;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.framebudget.sim.results.Hardware.Pacing;
import org.framebudget.sim.results.RunResult;
import org.jspecify.annotations.Nullable;

/**
 * What a run on hardware leaves behind beside its frames: everything that a replay needs.
 *
 * @param head what was known before it began
 * @param inferences in the order of their ends
 * @param samples in the order of time
 * @param pacing absent where the run did not come to its end
 */
record Recording(
        Head head,
        List<InferenceRecord> inferences,
        List<Sample> samples,
        @Nullable Pacing pacing) {
    Recording {
        inferences = List.copyOf(inferences);
        samples = List.copyOf(samples);
    }

    /**
     * Known before the run began.
     *
     * @param version of the program
     * @param scenarioSha256 of the scenario, overrides included
     * @param predictionSha256 of the result that was simulated before
     * @param device id in the scenario
     * @param networks what ran
     * @param imposed clock that was held down; absent for none
     * @param standIn files of the profile {@code host} by name, where this machine was not calibrated; empty else
     * @param streams of the result, which inferences name by position; empty in a recording of an older version
     */
    record Head(
            String version,
            String scenarioSha256,
            long seed,
            double durationS,
            String predictionSha256,
            String device,
            TargetInfo target,
            List<Network> networks,
            @Nullable Imposed imposed,
            Map<String, String> standIn,
            List<Stream> streams) {
        Head {
            Objects.requireNonNull(version, "version");
            Objects.requireNonNull(scenarioSha256, "scenarioSha256");
            Objects.requireNonNull(predictionSha256, "predictionSha256");
            Objects.requireNonNull(device, "device");
            Objects.requireNonNull(target, "target");
            networks = List.copyOf(networks);
            standIn = Map.copyOf(standIn);
            // a file of an older version has none, whatever the type says
            streams = Stream.of(streams);
        }
    }

    /** A stream of the result and its stages, both by their ids. */
    record Stream(String id, List<String> stages) {
        Stream {
            Objects.requireNonNull(id, "id");
            stages = List.copyOf(stages);
        }

        /** Of a result that was predicted for the same scenario. */
        static List<Stream> of(RunResult result) {
            return result.streams().stream()
                    .map(stream -> new Stream(
                            stream.id(),
                            stream.stages().stream().map(RunResult.Stage::id).toList()))
                    .toList();
        }

        private static List<Stream> of(@Nullable List<Stream> read) {
            return read == null ? List.of() : List.copyOf(read);
        }
    }

    /** A network and how it was run. */
    record Network(
            String label,
            String sha256,
            int threads,
            List<String> stages,
            double predictedMs,
            List<Long> warmupNs,
            @Nullable Double peakMemoryMb) {
        Network {
            Objects.requireNonNull(label, "label");
            Objects.requireNonNull(sha256, "sha256");
            stages = List.copyOf(stages);
            warmupNs = List.copyOf(warmupNs);
        }
    }

    /** A clock that was held down, as read back. */
    record Imposed(double clockMhz, String how) {
        Imposed {
            Objects.requireNonNull(how, "how");
        }
    }

    /** A sample at a simulated time. */
    record Sample(long atNs, DeviceSample what) {
        Sample {
            Objects.requireNonNull(what, "what");
        }
    }

    /** Collects while the run goes on; on one thread. */
    static final class Builder {
        private final Head head;
        private final List<InferenceRecord> inferences = new ArrayList<>();
        private final List<Sample> samples = new ArrayList<>();

        Builder(Head head) {
            this.head = head;
        }

        Head head() {
            return head;
        }

        void add(InferenceRecord inference) {
            inferences.add(inference);
        }

        void add(Sample sample) {
            samples.add(sample);
        }

        Recording ended(@Nullable Pacing pacing) {
            return new Recording(head, inferences, samples, pacing);
        }
    }
}
