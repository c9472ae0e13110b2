package org.framebudget.sim.hil.remote;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.devices.calibration.imports.BenchmarkOutput;
import org.framebudget.sim.hil.remote.RemotePlan.Sustained;
import org.framebudget.sim.hil.remote.RemoteRecord.Series;
import org.framebudget.sim.hil.remote.RemoteRecord.Times;
import org.framebudget.sim.hil.remote.RemoteRecord.Window;
import org.jspecify.annotations.Nullable;

/** One run of the tool after another until a time has passed. */
final class SustainedRun {
    /** As {@code framebudget measure} compares the ends of a long run. */
    private static final int ENDS = 5;

    private static final int FEWEST = 8;

    private final BenchmarkTool tool;
    private final DeviceSensors sensors;
    private final Pace pace;
    private final RemoteListener listener;
    private final RemotePlan plan;
    private final List<Window> windows = new ArrayList<>();
    private @Nullable BenchmarkOutput first;

    SustainedRun(BenchmarkTool tool, DeviceSensors sensors, Pace pace, RemoteListener listener, RemotePlan plan) {
        this.tool = tool;
        this.sensors = sensors;
        this.pace = pace;
        this.listener = listener;
        this.plan = plan;
    }

    /** Takes window after window; those that ended stay where a later one fails. */
    void run(RemoteRequest request, List<String> arguments, DeviceState start) {
        Sustained wanted = wanted();
        long startNs = pace.nanoTime();
        DeviceState before = start;
        for (int i = 0; pace.nanoTime() - startNs < wanted.total().toNanos(); i++) {
            long windowNs = pace.nanoTime();
            BenchmarkOutput output = tool.run(
                    request.label() + ", window " + (i + 1),
                    request.unit(),
                    arguments,
                    wanted.window().plus(plan.loadLimit()));
            double seconds = (pace.nanoTime() - windowNs) / 1e9;
            if (first == null) {
                first = output;
            }
            Window window = new Window(
                    (windowNs - startNs) / 1e9,
                    seconds,
                    Times.of(output.meanMs(), output.times()),
                    before.fastestMhz(),
                    before);
            windows.add(window);
            listener.window(request.label(), window);
            before = sensors.read();
        }
    }

    private Sustained wanted() {
        Sustained wanted = plan.sustained();
        if (wanted == null) {
            throw new IllegalStateException("no sustained run was asked for");
        }
        return wanted;
    }

    /** The first run of the tool; absent before it has ended. */
    @Nullable
    BenchmarkOutput first() {
        return first;
    }

    DeviceState lastState() {
        return windows.get(windows.size() - 1).before();
    }

    Times together() {
        return Times.together(windows.stream().map(Window::latencyMs).toList());
    }

    Series record() {
        Window last = windows.get(windows.size() - 1);
        double seconds = last.startS() + last.seconds();
        double busyMs = 0;
        for (Window window : windows) {
            Long n = window.latencyMs().n();
            busyMs += (n == null ? 1 : n) * window.latencyMs().mean();
        }
        return new Series(
                seconds,
                wanted().window().toNanos() / 1e9,
                seconds > 0 ? Math.min(busyMs / 1e3 / seconds, 1) : 0,
                slowdown(),
                windows);
    }

    private @Nullable Double slowdown() {
        int n = windows.size();
        return n < FEWEST
                ? null
                : Double.valueOf(median(windows.subList(n - ENDS, n)) / median(windows.subList(0, ENDS)));
    }

    private static double median(List<Window> five) {
        return five.stream()
                .mapToDouble(window -> window.latencyMs().mean())
                .sorted()
                .toArray()[five.size() / 2];
    }
}
