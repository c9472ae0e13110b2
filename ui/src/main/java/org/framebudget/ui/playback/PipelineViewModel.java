package org.framebudget.ui.playback;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Timeline;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.session.FrameTable;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** What each stage of a stream does at a time. */
public final class PipelineViewModel {
    private PipelineViewModel() {}

    /**
     * A stage at a time.
     *
     * @param name of the stage
     * @param unit with its clock where that is lowered, and its temperature
     * @param share how busy the unit is, 0 to 1
     * @param text time, wait and queue
     * @param throttled whether the unit's clock is lowered
     */
    public record Row(String name, String unit, double share, String text, boolean throttled) {}

    /** The stages in order. */
    public static List<Row> at(Answer answer, int stream, double atS) {
        RunResult.Stream figures = answer.result().streams().get(stream);
        FrameTable frames = answer.frames();
        long atNs = Math.round(atS * 1e9);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < figures.stages().size(); i++) {
            RunResult.Stage stage = figures.stages().get(i);
            Place place = Place.of(answer, stage.unit(), figures.device());
            Timeline.DeviceSeries device = answer.timeline().devices().get(place.device());
            int window = window(answer.timeline(), atS);
            double clock = value(device.clockFraction(), place.unit(), window, 1);
            double share = value(device.utilisation(), place.unit(), window, 0);
            boolean throttled = clock < 0.9995;
            rows.add(new Row(
                    stage.id(),
                    unit(answer, stage.unit(), throttled ? clock : 1, place, window),
                    share,
                    text(stage, frames == null ? null : frames.waitingAndInService(stream, i, atNs)),
                    throttled));
        }
        return rows;
    }

    private static String unit(Answer answer, String id, double clock, Place place, int window) {
        String name = clock < 1 ? String.format(Locale.ROOT, "%s %.0f\u202f%%", id, 100 * clock) : id;
        Map<String, double[]> degC =
                answer.timeline().devices().get(place.device()).temperatureDegC();
        double now = answer.outcome().profiles().get(place.device()).units().stream()
                .filter(unit -> unit.id().equals(id))
                .mapToDouble(unit -> value(degC, unit.node(), window, Double.NaN))
                .findFirst()
                .orElse(Double.NaN);
        return Double.isNaN(now) ? name : Texts.get("pipeline.degrees", name, Long.toString(Math.round(now)));
    }

    private static String text(RunResult.Stage stage, int @Nullable [] now) {
        StringBuilder text = new StringBuilder();
        if (stage.meanMs() != null) {
            text.append(Texts.get("pipeline.time", Figures.plain(stage.meanMs())));
        }
        if (stage.waitMeanMs() != null && stage.waitMeanMs() >= 0.05) {
            text.append(Texts.get("pipeline.wait", Figures.plain(stage.waitMeanMs())));
        }
        if (now != null && now[0] > 0) {
            text.append(Texts.get("pipeline.queue", now[0]));
        }
        if (now != null && now[1] > 0) {
            text.append(Texts.get("pipeline.busy"));
        }
        return text.toString();
    }

    private static double value(Map<String, double[]> byUnit, String unit, int window, double otherwise) {
        double[] values = byUnit.get(unit);
        return values == null || window >= values.length || Double.isNaN(values[window]) ? otherwise : values[window];
    }

    /** The window that a time is in. */
    static int window(Timeline timeline, double atS) {
        int window = 0;
        while (window < timeline.endNs().length - 1 && timeline.endNs()[window] * 1e-9 < atS) {
            window++;
        }
        return window;
    }

    /** The unit of the stream's device, or of the first other that has one of that name. */
    private record Place(int device, String unit) {
        static Place of(Answer answer, String unit, String deviceOfStream) {
            List<RunResult.Device> devices = answer.result().devices();
            int at = 0;
            for (int d = devices.size() - 1; d >= 0; d--) {
                if (devices.get(d).units().stream().anyMatch(row -> row.id().equals(unit))) {
                    at = d;
                }
            }
            for (int d = 0; d < devices.size(); d++) {
                if (devices.get(d).id().equals(deviceOfStream)
                        && devices.get(d).units().stream()
                                .anyMatch(row -> row.id().equals(unit))) {
                    at = d;
                }
            }
            return new Place(at, unit);
        }
    }
}
