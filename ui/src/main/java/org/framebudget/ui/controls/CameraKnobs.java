package org.framebudget.ui.controls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.framebudget.devices.CameraMode;
import org.framebudget.devices.CameraStackProfile;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.scenario.Scenario.CameraSpec;
import org.framebudget.sim.scenario.Scenario.PoweredBy;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** What can be changed in a camera: the modes that its profile knows bound its size and rate. */
final class CameraKnobs {
    /** Where no mode says how fast a camera is. */
    private static final double FPS_MAX = 60;

    private static final int CAMERAS_MAX = 16;

    /** Usual sizes of video, for cameras of which no mode is known. */
    private static final int[][] FRAMES_PX = {{640, 480}, {1280, 720}, {1920, 1080}, {2560, 1440}, {3840, 2160}};

    private final CameraSpec camera;
    private final CameraSpec base;
    private final CameraStackProfile stack;
    private final boolean own;
    private final double wantedFps;

    /**
     * Looks at a camera.
     *
     * @param camera as it is
     * @param base as in the file
     * @param stack of the device it belongs to
     * @param wantedFps the rate that was chosen, which a size may not reach; NaN where what is was chosen
     */
    CameraKnobs(CameraSpec camera, CameraSpec base, CameraStackProfile stack, double wantedFps) {
        this.camera = camera;
        this.base = base;
        this.stack = stack;
        // a camera on the network has a sensor of its own
        own = camera.poweredBy() == PoweredBy.OWN;
        this.wantedFps = Double.isNaN(wantedFps) ? camera.fps().perS() : wantedFps;
    }

    List<Knob> all() {
        List<Knob> all = new ArrayList<>();
        if (camera.traceNs().isEmpty()) {
            all.add(fps());
        }
        all.add(resolution());
        all.add(cameras());
        all.add(Stops.percent(
                "motion",
                0,
                orAlways(base.motionFraction()),
                orAlways(camera.motionFraction()),
                key("motion_fraction")));
        return all;
    }

    private static double orAlways(@Nullable Double motion) {
        return motion == null ? 1 : motion;
    }

    private String key(String name) {
        return "cameras." + camera.id() + "." + name;
    }

    private List<CameraMode> modes() {
        return own ? List.of() : stack.modes();
    }

    private Optional<CameraMode> mode(int widthPx, int heightPx) {
        return own ? Optional.empty() : stack.mode(widthPx, heightPx);
    }

    /** The fastest rate at a size; infinite where no mode says. */
    private double maxFps(int widthPx, int heightPx) {
        return mode(widthPx, heightPx).map(mode -> mode.maxFps().value()).orElse(Double.POSITIVE_INFINITY);
    }

    /** The rate that is to be expected at the present size. */
    double expectedFps() {
        return Math.min(wantedFps, maxFps(camera.widthPx(), camera.heightPx()));
    }

    private Knob fps() {
        double most = maxFps(camera.widthPx(), camera.heightPx());
        return Stops.numbers(
                "fps",
                "fps",
                Stops.grid(1, Double.isInfinite(most) ? FPS_MAX : most, 1),
                base.fps().perS(),
                camera.fps().perS(),
                fps -> fps > most ? Texts.get("knob.fps.above", Figures.plain(most)) : "",
                fps -> Map.of(key("fps"), Stops.number(fps)));
    }

    private Knob cameras() {
        return Stops.numbers(
                "cameras",
                "",
                Stops.grid(1, Math.max(CAMERAS_MAX, 2 * base.count()), 1),
                base.count(),
                camera.count(),
                n -> "",
                n -> Map.of(key("count"), Stops.number(n)));
    }

    private Knob resolution() {
        List<int[]> sizes = new ArrayList<>();
        modes().forEach(mode -> Stops.add(sizes, mode.widthPx(), mode.heightPx()));
        if (sizes.isEmpty()) {
            sizes.addAll(List.of(FRAMES_PX));
        }
        Stops.add(sizes, base.widthPx(), base.heightPx());
        Stops.add(sizes, camera.widthPx(), camera.heightPx());
        Stops.sort(sizes);
        return Stops.of(
                "resolution",
                sizes,
                size -> is(base, size),
                size -> is(camera, size),
                size -> new Knob.Stop(size[0] + "×" + size[1], note(size), known(size), sets(size), size[0]),
                true);
    }

    private static boolean is(CameraSpec camera, int[] size) {
        return camera.widthPx() == size[0] && camera.heightPx() == size[1];
    }

    private boolean known(int[] size) {
        return mode(size[0], size[1])
                .map(mode -> !mode.maxFps().source().assumed())
                .orElse(false);
    }

    private String note(int[] size) {
        return mode(size[0], size[1])
                .map(mode -> Texts.get(
                        mode.maxFps().source().assumed() ? "knob.resolution.assumed" : "knob.resolution.mode",
                        Figures.plain(mode.maxFps().value()),
                        Figures.plain(mode.readoutMs().value())))
                .orElseGet(() -> Texts.get(modes().isEmpty() ? "knob.resolution.none" : "knob.resolution.not"));
    }

    /**
     * A mode brings its readout, unless the file states the camera's, and a rate that it can give. The file's own size stays
     * as the file has it.
     */
    private Map<String, String> sets(int[] size) {
        Map<String, String> sets = new LinkedHashMap<>();
        if (!is(base, size)) {
            sets.put(key("width_px"), Integer.toString(size[0]));
            sets.put(key("height_px"), Integer.toString(size[1]));
            if (base.readoutMs() == null) {
                mode(size[0], size[1])
                        .ifPresent(mode -> sets.put(
                                key("readout_ms"), Stops.number(mode.readoutMs().value())));
            }
        }
        // the file's own size keeps the file's rate, even where no sensor has it
        double fps = is(base, size) && wantedFps == base.fps().perS()
                ? wantedFps
                : Math.min(wantedFps, maxFps(size[0], size[1]));
        if (camera.traceNs().isEmpty() && fps != base.fps().perS()) {
            sets.put(key("fps"), Stops.number(fps));
        }
        return sets;
    }
}
