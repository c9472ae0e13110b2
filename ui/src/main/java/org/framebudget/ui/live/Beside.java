package org.framebudget.ui.live;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.framebudget.sim.hil.DeviceSample;
import org.framebudget.sim.hil.HardwareRun.Reading;
import org.framebudget.sim.hil.HardwareRun.SoFar;
import org.framebudget.sim.results.Timeline;
import org.framebudget.ui.charts.ChartModel.Line;
import org.framebudget.ui.charts.ChartModel.Shape;
import org.framebudget.ui.charts.Ink;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/**
 * A second run in the charts of an answer, drawn dashed: the one before a change, or the same frames with a real device.
 *
 * @param timeline its windows, of a run that goes on those until now
 * @param device result id of the device that was real; empty where none was
 * @param readings what that device's sensors said
 */
public record Beside(Kind kind, Timeline timeline, String device, List<Reading> readings) {
    /** Which run it is. */
    public enum Kind {
        BEFORE,
        MEASURED,
        REPLAYED
    }

    /** Copies the readings. */
    public Beside {
        readings = List.copyOf(readings);
    }

    /** The answer before; null for null. */
    public static @Nullable Beside before(@Nullable Answer before) {
        return before == null ? null : new Beside(Kind.BEFORE, before.timeline(), "", List.of());
    }

    /** A run on hardware as far as it went. */
    public static Beside hardware(boolean replayed, String device, SoFar soFar) {
        return new Beside(replayed ? Kind.REPLAYED : Kind.MEASURED, soFar.timeline(), device, soFar.readings());
    }

    /** Whether hardware answered, so that every chart has it. */
    boolean real() {
        return kind != Kind.BEFORE;
    }

    /** Whether the times of a device are its own. */
    boolean realOn(String id) {
        return real() && device.equals(id);
    }

    /** What the line of a quantity is called that the device itself had. */
    String own() {
        return Texts.get(
                switch (kind) {
                    case BEFORE -> "chart.before";
                    case MEASURED -> "chart.measured";
                    case REPLAYED -> "chart.replayed";
                });
    }

    /** What the line of a quantity is called that the model gives, from the times that the device had. */
    String modelled() {
        return Texts.get(real() ? "chart.modelled" : "chart.before");
    }

    /** Of a single line in a chart. */
    Ink ink() {
        return real() ? Ink.STRONG : Ink.GHOST;
    }

    /** A line over the windows. */
    Line line(String name, Ink ink, double[] values) {
        double[] timeS =
                Arrays.stream(timeline.endNs()).mapToDouble(ns -> ns * 1e-9).toArray();
        return new Line(name, ink, Shape.DASHED, timeS, values);
    }

    /** Whether the sensors show a quantity. */
    boolean shows(Function<DeviceSample, @Nullable Double> of) {
        return readings.stream().anyMatch(reading -> of.apply(reading.sample()) != null);
    }

    /** A line over the readings; NaN where there is none. */
    Line line(String name, Ink ink, Function<DeviceSample, @Nullable Double> of) {
        double[] timeS = new double[readings.size()];
        double[] values = new double[timeS.length];
        for (int i = 0; i < timeS.length; i++) {
            Double value = of.apply(readings.get(i).sample());
            timeS[i] = readings.get(i).atS();
            values[i] = value == null ? Double.NaN : value;
        }
        return new Line(name, ink, Shape.DASHED, timeS, values);
    }
}
