package org.framebudget.sim.hil;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
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
    private final List<Usual> usual;
    private final Map<Long, Long> convertedNs = new ConcurrentHashMap<>();
    private Answers answers = (id, atNs) -> -1;
    private long lastEndNs = -1;
    /** The last event has happened; on the simulation's thread. */
    private boolean over;

    private record Open(int network, int stream, int stage, long frame, long startNs, long sentNs, boolean follows) {}

    /**
     * A device with networks that are loaded.
     *
     * @param inferences what the scenario asks of it
     * @param loaded each of them
     * @param record told of every inference that has ended, on the simulation's thread
     * @param samples told of every sample, on the simulation's thread
     */
    LiveDevice(
            Target target,
            WallPacer pacer,
            List<DeviceInference> inferences,
            List<LoadedNetwork> loaded,
            Consumer<InferenceRecord> record,
            Consumer<DeviceSample> samples,
            LongSupplier clock) {
        this.target = target;
        this.pacer = pacer;
        this.inferences = inferences;
        this.loaded = loaded.stream().mapToInt(LoadedNetwork::id).toArray();
        this.record = record;
        this.samples = samples;
        this.clock = clock;
        this.usual = new ArrayList<>();
        for (int i = 0; i < inferences.size(); i++) {
            usual.add(new Usual(inferences.get(i).predictedMs(), loaded.get(i).warmupNs()));
        }
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
            usual.get(made.network()).took(arrivedNs - made.sentNs());
            long sentNs = pacer.simulatedNs(made.sentNs());
            // nobody waits for an end after the last event
            long endNs = over ? -1 : answers.ended(job, sentNs + convertNs + invokeNs);
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
        pacer.post(() -> {
            if (!over) {
                samples.accept(sample);
            }
        });
    }

    /**
     * The last event has happened: waits for the answers that are due, since a device that is gone may not be known to be. What they
     * say is recorded without an end.
     *
     * @throws MachineException where one does not come in many times its usual time
     */
    void settle(String device) {
        over = true;
        long endNs = clock.getAsLong();
        while (!open.isEmpty()) {
            Open first = open.values().stream()
                    .min(Comparator.comparingLong(this::dueNs))
                    .orElseThrow();
            if (!pacer.awaitNews(dueNs(first)) && open.containsValue(first)) {
                throw gone(device, first, endNs);
            }
        }
    }

    private long dueNs(Open each) {
        return each.sentNs() + usual.get(each.network()).mostNs();
    }

    private MachineException gone(String device, Open first, long endNs) {
        int count = open.size();
        String words = String.format(
                Locale.ROOT,
                "The device that stands for '%s' does not answer any more: %s unanswered at the end, %s for %.1f s, where %s takes"
                        + " %.3g ms as a rule. Frames that waited for it were dropped by its loss, so the run does not count.",
                device,
                count == 1 ? "1 inference was" : count + " inferences were",
                count == 1 ? "asked for" : "the first",
                Math.max(0, endNs - first.sentNs()) * 1e-9,
                inferences.get(first.network()).label(),
                usual.get(first.network()).medianMs());
        return new MachineException(words, new TimeoutException());
    }

    @Override
    public void lost(MachineException why) {
        pacer.fail(why);
    }
}
