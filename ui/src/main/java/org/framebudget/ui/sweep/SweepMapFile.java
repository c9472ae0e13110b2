package org.framebudget.ui.sweep;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.sim.sweep.StoredRows.Row;
import org.framebudget.ui.charts.CellMap;
import org.framebudget.ui.charts.CellShade;
import org.framebudget.ui.charts.ChartColours;
import org.framebudget.ui.charts.ChartFile;
import org.framebudget.ui.charts.CsvTable;
import org.framebudget.ui.charts.Picture;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** The map of a sweep as it is looked at, for a file. */
record SweepMapFile(SweptRows rows, Choice choice, SweepMap map, ChartColours colours) implements ChartFile {

    @Override
    public String id() {
        return "sweep-map";
    }

    private boolean two() {
        return choice.across() != choice.down();
    }

    @Override
    public Picture picture() {
        Measure figure = choice.figure();
        List<List<CellMap.@Nullable Cell>> cells = new ArrayList<>();
        boolean gathers = false;
        for (List<SweepMap.@Nullable Cell> row : map.cells()) {
            List<CellMap.@Nullable Cell> drawn = new ArrayList<>();
            for (SweepMap.Cell cell : row) {
                gathers |= cell != null && cell.ran() > 1;
                drawn.add(cell == null ? null : new CellMap.Cell(cell.text(), shade(cell.kind()), false));
            }
            cells.add(drawn);
        }
        List<CellMap.Key> legend = new ArrayList<>();
        for (SweepMap.Kind kind : SweepMap.Kind.values()) {
            legend.add(
                    new CellMap.Key(new CellMap.Cell(sign(kind), shade(kind), false), Texts.get("sweep.kind." + kind)));
        }
        return new CellMap(
                        Texts.get("sweep.map.title", figure == null ? Texts.get("sweep.figure.meets") : figure.title()),
                        new CellMap.Axis(rows.title(choice.across()), map.columns()),
                        two()
                                ? new CellMap.Axis(rows.title(choice.down()), map.rows())
                                : new CellMap.Axis("", List.of("")),
                        cells,
                        legend,
                        gathers
                                ? List.of(Texts.get(figure == null ? "sweep.map.share" : "sweep.map.gathers"))
                                : List.of())
                .picture(colours);
    }

    /** What stands in such cells, where it is no number. */
    private String sign(SweepMap.Kind kind) {
        return choice.figure() == null || kind == SweepMap.Kind.FAILED ? kind.sign() : "";
    }

    private static CellShade shade(SweepMap.Kind kind) {
        return switch (kind) {
            case ALL -> CellShade.GOOD;
            case SOME -> CellShade.PART;
            case NONE -> CellShade.NOT;
            case FAILED -> CellShade.FAILED;
        };
    }

    @Override
    public String table() {
        CsvTable table = new CsvTable();
        table.column(rows.axes().get(choice.across()).key());
        if (two()) {
            table.column(rows.axes().get(choice.down()).key());
        }
        table.column("verdict");
        table.column("points run");
        table.column("points meeting");
        table.column("best point");
        rows.varying()
                .forEach(axis -> table.column("best " + rows.axes().get(axis).key()));
        Measure.columns(table);
        for (int r = 0; r < map.rows().size(); r++) {
            for (int c = 0; c < map.columns().size(); c++) {
                SweepMap.Cell cell = map.cells().get(r).get(c);
                if (cell != null) {
                    List<String> fields = new ArrayList<>();
                    fields.add(CsvTable.words(map.columns().get(c)));
                    if (two()) {
                        fields.add(CsvTable.words(map.rows().get(r)));
                    }
                    fill(fields, cell);
                    table.row(fields);
                }
            }
        }
        return table.text();
    }

    private void fill(List<String> fields, SweepMap.Cell cell) {
        fields.add(CsvTable.words(Texts.get("sweep.kind." + cell.kind())));
        fields.add(Integer.toString(cell.ran()));
        fields.add(Integer.toString(cell.meeting()));
        Row best = cell.bestRow();
        fields.add(best == null ? "" : Long.toString(best.point()));
        for (int axis : rows.varying()) {
            fields.add(best == null ? "" : CsvTable.words(rows.value(axis, best)));
        }
        for (Measure measure : Measure.values()) {
            fields.add(best == null ? "" : CsvTable.number(measure.of(best.values())));
        }
    }
}
