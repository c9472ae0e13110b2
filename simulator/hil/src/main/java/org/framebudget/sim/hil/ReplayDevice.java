package org.framebudget.sim.hil;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.models.InputException;
import org.framebudget.sim.pipeline.Attachment;
import org.framebudget.sim.scenario.Scenario.Infer;

/** Answers inferences as a recorded device did. */
final class ReplayDevice implements Attachment {
    private final Path file;
    private final Map<Long, InferenceRecord> recorded = new HashMap<>();
    private Answers answers = (id, atNs) -> -1;

    ReplayDevice(Path file, List<InferenceRecord> inferences) {
        this.file = file;
        inferences.forEach(each -> recorded.put(each.id(), each));
    }

    @Override
    public void begin(Answers takes) {
        answers = takes;
    }

    @Override
    public void start(long id, int stream, int stage, Infer infer, long frame, int frames, long nowNs) {
        InferenceRecord was = recorded.get(id);
        // under way when the recorded run ended
        if (was == null) {
            return;
        }
        if (was.startNs() != nowNs || was.stream() != stream || was.stage() != stage || was.frame() != frame) {
            throw new InputException(file + ": inference " + (id + 1) + " was recorded at " + was.startNs() * 1e-9
                    + " s of frame " + was.frame() + " and is asked for at " + nowNs * 1e-9 + " s of frame " + frame
                    + ". The recording is of another scenario, seed or version.");
        }
        if (was.endNs() >= 0) {
            answers.ended(id, was.endNs());
        }
    }
}
