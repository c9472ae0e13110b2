package org.framebudget.sim.hil;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.framebudget.models.MachineException;
import org.framebudget.sim.pipeline.Attachment;
import org.framebudget.sim.pipeline.DeviceInference;
import org.framebudget.sim.scenario.Scenario.Infer;

/**
 * Has a real device make the inferences of a simulated one. An inference ends, in simulated time, as long after it was handed over as
 * the device itself measured; the way to the device and back is the bench's and delays only what waits for its end.
 */
final class LiveDevice implements Attachment, Target.Listener {
    private final Target target;
    private final WallPacer pacer;
    private final List<DeviceInference> inferences;
    private final int[] loaded;
    private final Consumer<InferenceRecord> record;
    private final Consumer<DeviceSample> samples;
    private final LongSupplier clock;
    private final Map<Long, Open> open = new HashMap<>();
    private final Map<Long, Long> convertedNs = new ConcurrentHashMap<>();
    private Answers answers = (id, atNs) -> -1;
    private long lastEndNs = -1;

    private record Open(int network, int stream, int stage, long frame, long startNs, long sentNs, boolean follows) {}

    /**
     * A device with networks that are loaded.
     *
     * @param inferences what the scenario asks of it
     * @param loaded {@link LoadedNetwork#id} of each
     * @param record told of every inference that has ended, on the simulation's thread
     * @param samples told of every sample, on the simulation's thread
     */
    LiveDevice(
            Target target,
            WallPacer pacer,
            List<DeviceInference> inferences,
            int[] loaded,
            Consumer<InferenceRecord> record,
            Consumer<DeviceSample> samples,
            LongSupplier clock) {
        this.target = target;
        this.pacer = pacer;
        this.inferences = inferences;
        this.loaded = loaded.clone();
        this.record = record;
        this.samples = samples;
        this.clock = clock;
    }

    @Override
    public void begin(Answers takes) {
        answers = takes;
    }

    @Override
    public void start(long id, int stream, int stage, Infer infer, long frame, int frames, long nowNs) {
        int network = indexOf(infer);
        long sentNs = clock.getAsLong();
        open.put(id, new Open(network, stream, stage, frame, nowNs, sentNs, nowNs == lastEndNs));
        target.invoke(loaded[network], id);
    }

    private int indexOf(Infer infer) {
        for (int i = 0; i < inferences.size(); i++) {
            if (inferences.get(i).answers(infer)) {
                return i;
            }
        }
        throw new IllegalStateException("'" + infer.network() + "' is not loaded.");
    }

    @Override
    public void converted(long job, long convertNs) {
        convertedNs.put(job, convertNs);
    }

    @Override
    public void done(long job, long invokeNs, long arrivedNs) {
        Long before = convertedNs.remove(job);
        long convertNs = before == null ? 0 : before;
        pacer.post(() -> {
            Open made = open.remove(job);
            if (made == null) {
                return;
            }
            long sentNs = pacer.simulatedNs(made.sentNs());
            long endNs = answers.ended(job, sentNs + convertNs + invokeNs);
            lastEndNs = endNs;
            record.accept(new InferenceRecord(
                    job,
                    made.network(),
                    made.stream(),
                    made.stage(),
                    made.frame(),
                    made.startNs(),
                    endNs,
                    sentNs - made.startNs(),
                    made.follows(),
                    invokeNs,
                    convertNs,
                    Math.max(0, arrivedNs - made.sentNs() - convertNs - invokeNs)));
        });
    }

    @Override
    public void sampled(DeviceSample sample) {
        pacer.post(() -> samples.accept(sample));
    }

    @Override
    public void lost(MachineException why) {
        pacer.fail(why);
    }
}
