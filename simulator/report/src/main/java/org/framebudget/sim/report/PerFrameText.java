package org.framebudget.sim.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.framebudget.sim.results.RunResult;

/** Several inferences of one frame, in words: whether the next one waits for the last decides what a second accelerator is worth. */
final class PerFrameText {
    private PerFrameText() {}

    /** A sentence for each stage that has several, equal ones once. */
    static List<String> sentences(RunResult result) {
        Set<String> sentences = new LinkedHashSet<>();
        for (RunResult.Stream stream : result.streams()) {
            for (RunResult.Stage stage : stream.stages()) {
                if (stage.perFrame() != null) {
                    sentences.add(stage.id() + ": " + of(stage.perFrame()) + ".");
                }
            }
        }
        return List.copyOf(sentences);
    }

    static String of(RunResult.PerFrame perFrame) {
        return Numbers.plain(perFrame.mean()) + " inferences a frame, "
                + (perFrame.dispatch().equals("SERIAL")
                        ? "each starts when the one before has its answer (SERIAL)"
                        : "all ask at once (PARALLEL)");
    }
}
