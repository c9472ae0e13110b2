package org.framebudget.sim.pipeline;

import java.util.HashMap;
import java.util.Map;
import org.framebudget.sim.kernel.Simulator;

/**
 * Hands inferences to something outside the simulation and takes their ends from there, so that no clock of the model stretches
 * them; all other work is the model's.
 */
final class AttachedDevice implements DeviceUnderTest, Attachment.Answers {
    private final Simulator simulator;
    private final DeviceUnderTest model;
    private final Attachment outside;
    private final Map<Long, Job> open = new HashMap<>();
    private long nextId;

    AttachedDevice(Simulator simulator, DeviceUnderTest model, Attachment outside) {
        this.simulator = simulator;
        this.model = model;
        this.outside = outside;
        outside.begin(this);
    }

    @Override
    public void start(Job job, long nowNs) {
        Frame frame = job.frame;
        StreamStage stage = frame == null ? null : frame.stage;
        if (frame == null || stage == null || stage.infer == null) {
            model.start(job, nowNs);
            return;
        }
        long id = nextId++;
        job.outsideId = id;
        open.put(id, job);
        outside.start(id, stage.stream.index, stage.index, stage.infer, frame.number, job.frames, nowNs);
    }

    @Override
    public void ended(Job job, long nowNs) {
        if (job.outsideId == Job.INSIDE) {
            model.ended(job, nowNs);
        } else {
            open.remove(job.outsideId);
            job.outsideId = Job.INSIDE;
        }
    }

    @Override
    public long ended(long id, long atNs) {
        Job job = open.get(id);
        if (job == null || job.unit.dead() || job.pending()) {
            return -1;
        }
        // what has happened at this instant has happened before it: a replay keeps that order
        long endNs = Math.max(atNs, simulator.nowNs() + 1);
        simulator.schedule(job, endNs);
        return endNs;
    }
}
