package org.framebudget.sim.hil;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.framebudget.models.MachineException;
import org.jspecify.annotations.Nullable;

/** Answers after times of its own, without any network. */
final class FakeTarget implements Target {
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "fake device");
        thread.setDaemon(true);
        return thread;
    });
    private final Random random = new Random(1);
    private final long leastNs;
    private final int lostAfter;
    private @Nullable Listener listener;
    private int networks;
    private int asked;
    private volatile int answered;

    /** After so many answers nobody hears of it any more; negative for never. */
    private int silentAfter = -1;

    /** This answer is so long on its way. */
    private int heldAnswer = -1;

    private long heldNs;

    /** Whether it was closed. */
    boolean closed;

    /** @param lostAfter answers until it is lost; negative for never */
    FakeTarget(long leastNs, int lostAfter) {
        this.leastNs = leastNs;
        this.lostAfter = lostAfter;
    }

    FakeTarget silentAfter(int answers) {
        silentAfter = answers;
        return this;
    }

    FakeTarget holds(int answer, long ns) {
        heldAnswer = answer;
        heldNs = ns;
        return this;
    }

    @Override
    public TargetInfo info() {
        return new TargetInfo("fake", "none", "none", null, 1, "");
    }

    @Override
    public LoadedNetwork load(NetworkToRun network) {
        return new LoadedNetwork(networks++, "00", 1, List.of(leastNs), 12.5, "fake 1");
    }

    @Override
    public void listen(Listener hears) {
        listener = hears;
        hears.sampled(new DeviceSample(System.nanoTime(), 1500.0, Map.of("cpu", 40.0), 2.5, "fake", 10.0, 0.5, 0.0));
    }

    @Override
    public void invoke(int network, long job) {
        Listener hears = Objects.requireNonNull(listener);
        long takesNs = leastNs + random.nextInt(2_000_000);
        int number = asked++;
        if (silentAfter >= 0 && number >= silentAfter) {
            return;
        }
        long askedNs = System.nanoTime();
        long wayNs = number == heldAnswer ? heldNs : 0;
        worker.schedule(
                () -> {
                    if (answered == lostAfter) {
                        hears.lost(new MachineException("The fake device is gone.", new java.io.IOException("cut")));
                    } else if (lostAfter < 0 || answered < lostAfter) {
                        answered++;
                        // as it should have come: a machine that stalls is not what is tested
                        hears.done(job, takesNs, askedNs + takesNs + wayNs);
                    }
                },
                takesNs + wayNs,
                TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        closed = true;
        worker.shutdownNow();
    }
}
