package org.framebudget.sim.hil.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.sim.hil.DeviceSample;
import org.framebudget.sim.hil.LoadedNetwork;
import org.framebudget.sim.hil.NetworkToRun;
import org.framebudget.sim.hil.Target;
import org.framebudget.sim.hil.TargetInfo;
import org.jspecify.annotations.Nullable;

/** A device that answers at once, or when a test says so. An inference of the job n takes 1000 + n ns. */
final class FakeTarget implements Target {
    static final long BASE_NS = 1_000;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(Agent.daemon("fake-target"));
    private final List<Long> held = new ArrayList<>();
    private volatile @Nullable Listener listener;

    /** What was loaded, with the bytes of each file at that time. */
    final List<NetworkToRun> loads = new CopyOnWriteArrayList<>();

    final List<Long> begun = new CopyOnWriteArrayList<>();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    final AtomicInteger closes = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private boolean hold; // with the lock held

    void hold() {
        synchronized (held) {
            hold = true;
        }
    }

    void release() {
        List<Long> now;
        synchronized (held) {
            hold = false;
            now = new ArrayList<>(held);
            held.clear();
        }
        now.forEach(this::finish);
    }

    void crash(String words) {
        Listener hears = listener;
        if (hears != null) {
            thread.execute(() -> hears.lost(new MachineException(words, new IOException("SIGSEGV"))));
        }
    }

    void sample(DeviceSample sample) {
        Listener hears = listener;
        if (hears != null) {
            hears.sampled(sample);
        }
    }

    @Override
    public TargetInfo info() {
        return new TargetInfo("local", "Fake 1.0", "fake64", "Fake processor", 3, "");
    }

    @Override
    public LoadedNetwork load(NetworkToRun network) {
        if (network.label().contains("impossible")) {
            throw new InputException(network.file() + ": an operator is not known.");
        }
        loads.add(network);
        return new LoadedNetwork(
                100 + loads.size(), sha256(network.file()), 42, List.of(7L, 8L), 12.5, "Fake Lite 2.20");
    }

    static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void listen(Listener hears) {
        listener = hears;
    }

    @Override
    public void invoke(int network, long job) {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        begun.add(job);
        synchronized (held) {
            if (hold) {
                held.add(job);
                return;
            }
        }
        finish(job);
    }

    private void finish(long job) {
        thread.execute(() -> {
            atOnce.decrementAndGet();
            Listener hears = listener;
            if (hears != null) {
                hears.done(job, BASE_NS + job, System.nanoTime());
            }
        });
    }

    static DeviceSample warm() {
        return new DeviceSample(
                System.nanoTime(), 1800.0, Map.of("cpu-thermal", 61.5), 3.25, "INA219", 120.0, 0.5, null);
    }

    @Override
    public void close() {
        closes.incrementAndGet();
        thread.shutdownNow();
    }
}
