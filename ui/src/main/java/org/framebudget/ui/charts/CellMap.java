package org.framebudget.ui.charts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A map of cells in words and colours, as it is drawn for a file.
 *
 * @param title what it is about
 * @param across what runs from left to right
 * @param down what runs from the top to the foot
 * @param cells by row and column; null where nothing is known
 * @param legend what signs and colours mean
 * @param notes what else has to be known to read it
 */
public record CellMap(
        String title, Axis across, Axis down, List<List<@Nullable Cell>> cells, List<Key> legend, List<String> notes) {

    /**
     * A side of the map.
     *
     * @param name with its unit
     * @param values names of the columns or rows
     */
    public record Axis(String name, List<String> values) {}

    /**
     * One cell.
     *
     * @param text what stands in it; may be empty
     * @param framed whether a frame marks it
     */
    public record Cell(String text, CellShade shade, boolean framed) {}

    /**
     * One item of the legend.
     *
     * @param cell as those that it explains; without a shade only the frame
     */
    public record Key(@Nullable Cell cell, String words) {}

    /** As a drawing that stands alone. */
    public Picture picture(ChartColours colours) {
        return new CellPicture(this, colours);
    }
}
