package org.framebudget.ui.charts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a chart over time shows, without how it is drawn.
 *
 * @param id name for files and for tests
 * @param title what it is about
 * @param unit of all values
 * @param lines in the order they are drawn in
 * @param levels horizontal lines
 * @param note a few words beside the title; may be empty
 * @param fullScale upper end of the value axis; absent for what the values ask for
 */
public record ChartModel(
        String id,
        String title,
        String unit,
        List<Line> lines,
        List<Level> levels,
        String note,
        @Nullable Double fullScale) {

    /** Copies the lists. */
    public ChartModel {
        lines = List.copyOf(lines);
        levels = List.copyOf(levels);
    }

    /** A chart without anything in it. */
    public static ChartModel empty(String id, String title, String unit) {
        return new ChartModel(id, title, unit, List.of(), List.of(), "", null);
    }

    /** How values are drawn. */
    public enum Shape {
        LINE,
        DASHED,
        /** Held from one value to the next. */
        STEP,
        /** An area between two values. */
        BAND,
        /** A bar from one value to another over the whole window. */
        BARS
    }

    /**
     * Values over time.
     *
     * @param name as in the legend
     * @param timeS end of each window, in seconds
     * @param low lower ends of a band or of bars; absent for lines
     * @param values values, or upper ends; NaN where there is none
     */
    public record Line(String name, Ink ink, Shape shape, double[] timeS, double @Nullable [] low, double[] values) {

        /** A line or steps. */
        public Line(String name, Ink ink, Shape shape, double[] timeS, double[] values) {
            this(name, ink, shape, timeS, null, values);
        }

        /** The value of the window that a time is in; NaN where there is none. */
        public double at(double atS) {
            int low = 0;
            int high = timeS.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (timeS[middle] < atS) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low < values.length ? values[low] : Double.NaN;
        }
    }

    /** A horizontal line, as a budget or a trip point. */
    public record Level(String name, Ink ink, double value) {}
}
