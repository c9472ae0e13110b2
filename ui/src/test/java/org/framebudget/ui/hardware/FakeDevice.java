package org.framebudget.ui.hardware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.framebudget.models.MachineException;
import org.framebudget.sim.hil.DeviceSample;
import org.framebudget.sim.hil.LoadedNetwork;
import org.framebudget.sim.hil.NetworkToRun;
import org.framebudget.sim.hil.Target;
import org.framebudget.sim.hil.TargetInfo;
import org.jspecify.annotations.Nullable;

/** Answers each inference after a time of its own, without any network; its sensors speak once. */
public final class FakeDevice implements Target {
    private static final long TAKES_NS = 6_000_000;

    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "fake device");
        thread.setDaemon(true);
        return thread;
    });
    private final int lostAfter;
    private final @Nullable CountDownLatch loads;
    private @Nullable Listener listener;
    private int answered;

    /** Whether it was closed. */
    volatile boolean closed;

    /** The same, to wait for. */
    final CountDownLatch released = new CountDownLatch(1);

    /** One that answers for ever. */
    public FakeDevice() {
        this(-1, null);
    }

    /**
     * One that fails.
     *
     * @param lostAfter answers until it is lost; negative for never
     * @param loads what loading waits for; absent for nothing
     */
    FakeDevice(int lostAfter, @Nullable CountDownLatch loads) {
        this.lostAfter = lostAfter;
        this.loads = loads;
    }

    /** A scenario for it. */
    public static Path scenario(Path folder, double durationS) throws IOException {
        return Files.writeString(folder.resolve("box.yaml"), """
                schema: framebudget/scenario/v1
                name: A box
                duration_s: %s
                seed: 7
                devices:
                  - {id: box, profile: raspberry-pi-4}
                cameras:
                  - {id: door, device: box, width_px: 640, height_px: 480, fps: 40, jitter_ms: 1}
                pipelines:
                  - id: people
                    camera: door
                    budget_ms: 30
                    stages:
                      - {id: find, infer: {network: mobilenet_v1_0.25, input: 128x128, precision: int8, unit: cpu}}
                slo: {miss_fraction_max: 0.5}
                """.formatted(durationS));
    }

    @Override
    public TargetInfo info() {
        return new TargetInfo("fake", "none", "none", null, 1, "");
    }

    @Override
    public LoadedNetwork load(NetworkToRun network) {
        if (loads != null) {
            try {
                loads.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new MachineException("The load was interrupted.", e);
            }
        }
        return new LoadedNetwork(0, "00", 1, List.of(TAKES_NS), 12.5, "fake 1");
    }

    @Override
    public void listen(Listener hears) {
        listener = hears;
        hears.sampled(new DeviceSample(System.nanoTime(), 1500.0, Map.of("soc", 40.0), 2.5, "INA", 10.0, 0.5, 0.0));
    }

    @Override
    public void invoke(int network, long job) {
        Listener hears = Objects.requireNonNull(listener);
        long askedNs = System.nanoTime();
        worker.schedule(
                () -> {
                    if (answered == lostAfter) {
                        hears.lost(new MachineException("The fake device is gone.", new IOException("cut")));
                    } else {
                        answered++;
                        // as it should have come: a machine that stalls is not what is tested
                        hears.done(job, TAKES_NS, askedNs + TAKES_NS);
                    }
                },
                TAKES_NS,
                TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        closed = true;
        released.countDown();
        worker.shutdownNow();
    }
}
