package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.framebudget.sim.kernel.Activity;
import org.framebudget.sim.kernel.Simulator;
import org.framebudget.sim.results.LatencyHistogram;
import org.framebudget.sim.results.Timeline;
import org.jspecify.annotations.Nullable;

/** Looks at everything at the end of each window. */
final class TimelineRecorder extends Activity {
    private static final int WINDOWS_MAX = 900;
    private static final long SECOND_NS = 1_000_000_000L;

    private final Simulator simulator;
    private final List<Stream> streams;
    private final List<Camera> cameraOfStream;
    private final List<DeviceRun> devices;
    private final long windowNs;
    private final long[] endNs;
    private final List<Timeline.StreamSeries> streamSeries = new ArrayList<>();
    private final List<Timeline.DeviceSeries> deviceSeries = new ArrayList<>();
    private final long[][] seen;
    private final double[] seenEnergyJ;
    private final double[][] seenComponentJ;
    private final long[][] seenBusyNs;
    private final @Nullable Consumer<Supplier<Timeline>> watcher;
    private double[] componentJ = {};
    private int window;

    /**
     * Windows of whole seconds, at most 900 of them.
     *
     * @param watcher told at the end of each; absent for nobody
     */
    TimelineRecorder(
            Simulator simulator,
            List<Stream> streams,
            List<Camera> cameraOfStream,
            List<DeviceRun> devices,
            long durationNs,
            @Nullable Consumer<Supplier<Timeline>> watcher) {
        this.watcher = watcher;
        this.simulator = simulator;
        this.streams = streams;
        this.cameraOfStream = cameraOfStream;
        this.devices = devices;
        long seconds = Math.max(1, (durationNs / SECOND_NS + WINDOWS_MAX - 1) / WINDOWS_MAX);
        windowNs = seconds * SECOND_NS;
        int windows = (int) Math.max(1, (durationNs + windowNs - 1) / windowNs);
        endNs = new long[windows];
        for (int i = 0; i < windows; i++) {
            endNs[i] = Math.min(durationNs, (i + 1) * windowNs);
        }
        seen = new long[streams.size()][6];
        seenEnergyJ = new double[devices.size()];
        seenComponentJ = new double[devices.size()][];
        seenBusyNs = new long[devices.size()][];
        for (Stream stream : streams) {
            stream.stats.windowLatencyNs = new LatencyHistogram();
            streamSeries.add(new Timeline.StreamSeries(
                    stream.id,
                    new double[windows],
                    new double[windows],
                    new long[windows],
                    new long[windows],
                    new long[windows],
                    new long[windows],
                    new int[windows],
                    new double[windows],
                    new long[windows],
                    new long[windows]));
        }
        for (int d = 0; d < devices.size(); d++) {
            DeviceRun device = devices.get(d);
            seenBusyNs[d] = new long[device.units().size()];
            deviceSeries.add(new Timeline.DeviceSeries(
                    device.id,
                    perNode(device, windows),
                    perUnit(device, windows),
                    perUnit(device, windows),
                    new double[windows],
                    new double[windows],
                    perComponent(device, windows)));
            seenComponentJ[d] =
                    new double[deviceSeries.get(d).powerByComponentW().size()];
            componentJ = seenComponentJ[d].length > componentJ.length ? seenComponentJ[d].clone() : componentJ;
        }
    }

    void begin() {
        simulator.schedule(this, endNs[0]);
    }

    @Override
    protected void wake(long nowNs) {
        for (int s = 0; s < streams.size(); s++) {
            look(streams.get(s), cameraOfStream.get(s).captured(nowNs), streamSeries.get(s), seen[s]);
        }
        double windowS = (nowNs - (window == 0 ? 0 : endNs[window - 1])) * 1e-9;
        for (int d = 0; d < devices.size(); d++) {
            DeviceRun device = devices.get(d);
            device.settle(nowNs);
            look(device, deviceSeries.get(d), d, windowS);
        }
        window++;
        if (window < endNs.length) {
            simulator.schedule(this, endNs[window]);
        }
        if (watcher != null) {
            watcher.accept(() -> timeline().until(window));
        }
    }

    Timeline timeline() {
        return new Timeline(windowNs, endNs, List.copyOf(streamSeries), List.copyOf(deviceSeries));
    }

    private void look(Stream stream, long captured, Timeline.StreamSeries series, long[] before) {
        StreamStats stats = stream.stats;
        LatencyHistogram latency = stats.windowLatencyNs;
        series.latencyP50Ms()[window] = Double.NaN;
        series.latencyP99Ms()[window] = Double.NaN;
        series.latencyMaxMs()[window] = Double.NaN;
        if (latency != null && latency.count() > 0) {
            series.latencyP50Ms()[window] = latency.quantileNs(0.5) * 1e-6;
            series.latencyP99Ms()[window] = latency.quantileNs(0.99) * 1e-6;
            series.latencyMaxMs()[window] = latency.maxNs() * 1e-6;
            latency.clear();
        }
        series.captured()[window] = captured - before[0];
        series.onTime()[window] = stats.onTime - before[1];
        series.late()[window] = stats.late - before[2];
        series.dropped()[window] = stats.dropped - before[3];
        // what is on time but of no use is stale
        long stale = stats.onTime - stats.useful;
        series.stale()[window] = stale - before[4];
        series.janks()[window] = stats.janks - before[5];
        series.queueLength()[window] = stream.waiting();
        before[0] = captured;
        before[1] = stats.onTime;
        before[2] = stats.late;
        before[3] = stats.dropped;
        before[4] = stale;
        before[5] = stats.janks;
    }

    private void look(DeviceRun device, Timeline.DeviceSeries series, int d, double windowS) {
        int node = 0;
        for (double[] values : series.temperatureDegC().values()) {
            values[window] = device.state.temperatureDegC(node++);
        }
        int unit = 0;
        for (double[] values : series.clockFraction().values()) {
            values[window] = device.state.clockFraction(unit++);
        }
        unit = 0;
        for (double[] values : series.utilisation().values()) {
            long busy = device.busyNs(unit);
            int servers = device.units().get(unit).servers.length;
            values[window] = (busy - seenBusyNs[d][unit]) * 1e-9 / (windowS * servers);
            seenBusyNs[d][unit] = busy;
            unit++;
        }
        double energyJ = device.state.energyJ();
        series.powerW()[window] = (energyJ - seenEnergyJ[d]) / windowS;
        seenEnergyJ[d] = energyJ;
        device.state.energyByComponentJ(componentJ);
        int component = 0;
        for (double[] values : series.powerByComponentW().values()) {
            values[window] = (componentJ[component] - seenComponentJ[d][component]) / windowS;
            seenComponentJ[d][component] = componentJ[component];
            component++;
        }
        series.batteryFraction()[window] = device.state.hasBattery() ? device.state.batteryFraction() : Double.NaN;
    }

    private static Map<String, double[]> perNode(DeviceRun device, int windows) {
        Map<String, double[]> series = new LinkedHashMap<>();
        device.profile.thermal().nodes().forEach(node -> series.put(node.id(), new double[windows]));
        return series;
    }

    private static Map<String, double[]> perComponent(DeviceRun device, int windows) {
        Map<String, double[]> series = new LinkedHashMap<>();
        device.state.energyComponents().forEach(component -> series.put(component, new double[windows]));
        return series;
    }

    private static Map<String, double[]> perUnit(DeviceRun device, int windows) {
        Map<String, double[]> series = new LinkedHashMap<>();
        device.profile.units().forEach(unit -> series.put(unit.id(), new double[windows]));
        return series;
    }
}
