package org.framebudget.sim.hil;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What recordings have to share to be repetitions of one run, and when two are that run itself. */
final class Repetition {
    private Repetition() {}

    /** Whether two recordings are of one run. One of them may be cut off or damaged, so that it ends earlier. */
    static boolean isSameRun(Recording one, Recording other) {
        List<InferenceRecord> a = one.inferences();
        List<InferenceRecord> b = other.inferences();
        int both = Math.min(a.size(), b.size());
        return one.head().equals(other.head()) && a.subList(0, both).equals(b.subList(0, both));
    }

    /** What makes two runs no repetition of each other; empty for nothing. */
    static String difference(Recording one, Recording other) {
        Recording.Head a = one.head();
        Recording.Head b = other.head();
        if (!a.scenarioSha256().equals(b.scenarioSha256()) || a.seed() != b.seed()) {
            return "is of another scenario, other overrides or another seed";
        }
        if (!a.device().equals(b.device())) {
            return "is of device '" + b.device() + "', not '" + a.device() + "',";
        }
        if (!a.predictionSha256().equals(b.predictionSha256())) {
            return a.standIn().isEmpty() && b.standIn().isEmpty()
                    ? "was predicted otherwise ("
                            + (a.version().equals(b.version())
                                    ? "from another profile"
                                    : "by version " + b.version() + " and not " + a.version()
                                            + ", or from another profile")
                            + ")"
                    : "was predicted otherwise, since the machine was not calibrated and measured anew for each of them,";
        }
        if (!sameMachine(a.target(), b.target())) {
            return "ran on another machine, or with another runtime,";
        }
        if (!files(a).equals(files(b))) {
            return "ran other network files";
        }
        if (!warmups(a).equals(warmups(b))) {
            return "had another --warmup";
        }
        if (!one.inferences().isEmpty() && !other.inferences().isEmpty() && converts(one) != converts(other)) {
            return "had other --pixels";
        }
        return Objects.equals(clockMhz(a), clockMhz(b)) ? "" : "ran at another imposed clock";
    }

    private static boolean sameMachine(TargetInfo one, TargetInfo other) {
        return one.target().equals(other.target())
                && one.architecture().equals(other.architecture())
                && Objects.equals(one.processor(), other.processor())
                && one.cores() == other.cores()
                && one.runtime().equals(other.runtime());
    }

    private static boolean converts(Recording recording) {
        return recording.inferences().stream().anyMatch(each -> each.convertNs() > 0);
    }

    private static List<String> files(Recording.Head head) {
        return head.networks().stream().map(Recording.Network::sha256).toList();
    }

    private static List<Integer> warmups(Recording.Head head) {
        return head.networks().stream().map(each -> each.warmupNs().size()).toList();
    }

    private static @Nullable Double clockMhz(Recording.Head head) {
        return head.imposed() == null ? null : head.imposed().clockMhz();
    }
}
