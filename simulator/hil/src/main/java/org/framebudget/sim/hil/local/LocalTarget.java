package org.framebudget.sim.hil.local;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.framebudget.models.MachineException;
import org.framebudget.models.runtime.InferenceListener;
import org.framebudget.models.runtime.InferenceRequest;
import org.framebudget.models.runtime.InferenceServer;
import org.framebudget.models.runtime.Machine;
import org.framebudget.models.runtime.MachineInfo;
import org.framebudget.models.runtime.SensorReading;
import org.framebudget.models.runtime.Sensors;
import org.framebudget.sim.hil.AtExit;
import org.framebudget.sim.hil.DeviceSample;
import org.framebudget.sim.hil.LoadedNetwork;
import org.framebudget.sim.hil.NetworkToRun;
import org.framebudget.sim.hil.Target;
import org.framebudget.sim.hil.TargetInfo;
import org.jspecify.annotations.Nullable;

/** This machine. The networks run in a child process, whose crash is the target's loss and nothing worse. */
public final class LocalTarget implements Target {
    /** How it is named. */
    public static final String NAME = "local";

    private static final long SAMPLE_EVERY_MS = 500;

    private final Sensors sensors;
    private final MachineInfo machine = Machine.here().info();
    private final InferenceServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread sampler;
    /** What a process leaves behind that a signal ends is the child's socket. */
    private final AtExit atExit;

    private volatile String runtime = "";
    private volatile @Nullable Listener listener;
    /** What was lost before somebody listened. */
    private @Nullable MachineException lost;

    private LocalTarget(Sensors sensors, double limitS) {
        this.sensors = sensors;
        this.server = InferenceServer.start(new Forwarding(), limitS);
        this.sampler = new Thread(this::sample, "sensors of " + NAME);
        sampler.setDaemon(true);
        this.atExit = AtExit.doing("end TensorFlow Lite", this::stop);
    }

    /**
     * Starts the child process.
     *
     * @throws MachineException where it cannot be started
     */
    public static LocalTarget open() {
        return open(Sensors.here(), InferenceServer.LIMIT_S);
    }

    static LocalTarget open(Sensors sensors, double limitS) {
        LocalTarget target = new LocalTarget(sensors, limitS);
        target.sampler.start();
        return target;
    }

    @Override
    public TargetInfo info() {
        return new TargetInfo(NAME, machine.os(), machine.arch(), machine.cpuModel(), machine.cores(), runtime);
    }

    @Override
    public LoadedNetwork load(NetworkToRun network) {
        InferenceServer.Loaded loaded;
        // what the child has mapped stays there when the file is gone
        try (FramesFile pictures = FramesFile.of(network.pixels())) {
            loaded = server.load(
                    new InferenceRequest(
                            network.file(),
                            network.input(),
                            network.threads(),
                            network.warmup(),
                            pictures == null ? null : pictures.frames()),
                    network.label());
        }
        String runs = loaded.kernels().name() + " " + loaded.kernels().version()
                + (loaded.kernels().path().equals("xnnpack") ? " with XNNPACK" : ", plain kernels");
        runtime = runs;
        return new LoadedNetwork(
                loaded.id(), loaded.sha256(), loaded.loadNs(), loaded.warmupNs(), loaded.peakMemoryMb(), runs);
    }

    @Override
    public void listen(Listener to) {
        MachineException before;
        synchronized (this) {
            listener = to;
            before = lost;
        }
        if (before != null) {
            to.lost(before);
        }
    }

    @Override
    public void invoke(int network, long job) {
        server.invoke(network, job);
    }

    /** What the child says, passed on. */
    private final class Forwarding implements InferenceListener {
        @Override
        public void done(long job, long invokeNs, long convertNs, long arrivedNs) {
            Listener to = listener;
            if (to != null) {
                if (convertNs > 0) {
                    to.converted(job, convertNs);
                }
                to.done(job, invokeNs, arrivedNs);
            }
        }

        @Override
        public void lost(MachineException why) {
            Listener to;
            synchronized (LocalTarget.this) {
                lost = why;
                to = listener;
            }
            if (to != null) {
                to.lost(why);
            }
        }
    }

    private void sample() {
        try {
            do {
                SensorReading reading = sensors.read();
                Listener to = listener;
                if (to != null) {
                    to.sampled(sample(reading));
                }
            } while (!closed.await(SAMPLE_EVERY_MS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private DeviceSample sample(SensorReading reading) {
        String widest = reading.widestPower();
        Map<String, Double> powersW = reading.powersW();
        return new DeviceSample(
                reading.takenNs(),
                reading.clockMhz(),
                reading.zonesDegC(),
                widest == null ? null : powersW.get(widest),
                widest,
                server.memory().residentMb(),
                reading.busyFraction(),
                reading.stealFraction());
    }

    private void stop() {
        closed.countDown();
        server.close();
    }

    @Override
    public void close() {
        stop();
        atExit.close();
        if (Thread.currentThread() == sampler) {
            return;
        }
        try {
            sampler.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
