package org.framebudget.sim.pipeline;

import java.util.List;
import org.framebudget.devices.CameraStackProfile;
import org.framebudget.models.Ratio;
import org.framebudget.sim.kernel.Activity;
import org.framebudget.sim.kernel.Simulator;
import org.framebudget.sim.scenario.Scenario.CameraSpec;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all rules once a second, after cameras and physics of that instant, and changes what they say. A camera that several
 * streams watch runs at the lowest rate that any of them asks for.
 */
final class Adaptation extends Activity {
    /** As often as the skin policies of phones look. */
    static final long LOOK_NS = 1_000_000_000L;

    private final Simulator simulator;
    private final List<StreamAdaptation> streams;
    private final List<Rated> cameras;
    private final long endNs;

    /** By position of the stream. */
    Adaptation(Simulator simulator, List<StreamAdaptation> streams, List<Rated> cameras, long endNs) {
        this.simulator = simulator;
        this.streams = streams;
        this.cameras = cameras;
        this.endNs = endNs;
    }

    /** A camera whose rate rules may change. */
    static final class Rated {
        private final Camera camera;
        private final CameraSpec spec;
        private final CameraStackProfile stack;
        private final DeviceRun device;
        private final double wattsPerFps;
        private final List<StreamAdaptation> watching;
        private @Nullable Ratio asked;
        private Ratio rate;

        /**
         * @param device that the camera is attached to
         * @param wattsPerFps what the camera takes of that device's power for each frame a second
         * @param watching rules of its streams
         */
        Rated(
                Camera camera,
                CameraSpec spec,
                CameraStackProfile stack,
                DeviceRun device,
                double wattsPerFps,
                List<StreamAdaptation> watching) {
            this.camera = camera;
            this.spec = spec;
            this.stack = stack;
            this.device = device;
            this.wattsPerFps = wattsPerFps;
            this.watching = watching;
            this.rate = CameraTiming.rate(spec);
        }

        private void apply(long nowNs) {
            Ratio lowest = null;
            for (StreamAdaptation stream : watching) {
                Ratio fps = stream.fps();
                lowest = lowest == null || (fps != null && fps.perS() < lowest.perS()) ? fps : lowest;
            }
            if (lowest == null ? asked == null : lowest.equals(asked)) {
                return;
            }
            asked = lowest;
            // a variant of the scenario may run its cameras slower than the rule
            CameraSpec now = lowest == null || lowest.perS() >= spec.fps().perS() ? spec : spec.withFps(lowest);
            Ratio then = CameraTiming.rate(now);
            double moreFps = then.perS() - rate.perS();
            rate = then;
            camera.changeRate(nowNs, then, CameraTiming.of(now, stack));
            device.cameraChanged(
                    nowNs, moreFps * wattsPerFps, moreFps * 2 * Wiring.BYTES_PER_PX * spec.widthPx() * spec.heightPx());
        }
    }

    void begin() {
        if (LOOK_NS <= endNs) {
            simulator.schedule(this, LOOK_NS);
        }
    }

    @Override
    protected void wake(long nowNs) {
        boolean changed = false;
        for (int s = 0; s < streams.size(); s++) {
            if (streams.get(s).look(nowNs)) {
                streams.get(s).apply(nowNs);
                changed = true;
            }
        }
        for (int c = 0; changed && c < cameras.size(); c++) {
            cameras.get(c).apply(nowNs);
        }
        if (nowNs + LOOK_NS <= endNs) {
            simulator.schedule(this, nowNs + LOOK_NS);
        }
    }

    /** Rules of a stream, by its position. */
    StreamAdaptation of(int stream) {
        return streams.get(stream);
    }

    /** Counts anew from here. */
    void restart(long nowNs) {
        streams.forEach(stream -> stream.restart(nowNs));
    }
}
