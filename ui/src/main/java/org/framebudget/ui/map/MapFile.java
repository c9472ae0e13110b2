package org.framebudget.ui.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.framebudget.sim.planner.PlanResult.FrontierPoint;
import org.framebudget.sim.report.FeasibilityMap.Kind;
import org.framebudget.ui.charts.CellMap;
import org.framebudget.ui.charts.CellShade;
import org.framebudget.ui.charts.ChartColours;
import org.framebudget.ui.charts.ChartFile;
import org.framebudget.ui.charts.CsvTable;
import org.framebudget.ui.charts.Picture;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/**
 * The feasibility map as it is looked at, for a file.
 *
 * @param notes what else has to be known to read it
 */
record MapFile(MapModel model, List<String> notes, ChartColours colours) implements ChartFile {

    @Override
    public String id() {
        return "feasibility-map";
    }

    @Override
    public Picture picture() {
        List<List<CellMap.@Nullable Cell>> cells = new ArrayList<>();
        for (List<MapModel.@Nullable Cell> row : model.cells()) {
            List<CellMap.@Nullable Cell> drawn = new ArrayList<>();
            for (MapModel.Cell cell : row) {
                drawn.add(cell == null ? null : new CellMap.Cell(cell.sign(), shade(cell.kind()), cell.own()));
            }
            cells.add(drawn);
        }
        List<CellMap.Key> legend = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            CellMap.Cell like = new CellMap.Cell(Texts.get("map.sign." + kind), shade(kind), false);
            legend.add(new CellMap.Key(like, Texts.get("map.kind." + kind)));
        }
        legend.add(new CellMap.Key(null, Texts.get("map.own")));
        return new CellMap(
                        Texts.get("map.title", model.sentence()),
                        new CellMap.Axis(Texts.get("map.axis.rate"), model.rates()),
                        new CellMap.Axis(Texts.get("map.axis.input"), model.inputs()),
                        cells,
                        legend,
                        notes)
                .picture(colours);
    }

    private static CellShade shade(Kind kind) {
        return switch (kind) {
            case BOTH -> CellShade.GOOD;
            case BURST_ONLY -> CellShade.PART;
            case SUSTAINED_ONLY -> CellShade.LATER;
            case NEITHER -> CellShade.NOT;
        };
    }

    @Override
    public String table() {
        CsvTable table = new CsvTable();
        table.column("pipeline");
        table.column("rate", "fps");
        table.column("input width", "px");
        table.column("input height", "px");
        table.column("verdict");
        table.column("meets first minute");
        table.column("meets sustained");
        table.column("missed", "%");
        table.column("p99 photon to result", "ms");
        table.column("power", "W");
        table.column("battery", "h");
        table.column("scenario is here");
        model.cells().stream().flatMap(List::stream).filter(Objects::nonNull).forEach(cell -> table.row(fields(cell)));
        return table.text();
    }

    private static List<String> fields(MapModel.Cell cell) {
        FrontierPoint point = cell.point();
        Double missed = point.missFraction();
        Boolean sustained = point.feasibleSustained();
        return List.of(
                CsvTable.words(point.pipeline()),
                CsvTable.number(point.fps()),
                Integer.toString(point.input().get(0)),
                Integer.toString(point.input().get(1)),
                CsvTable.words(Texts.get("map.kind." + cell.kind())),
                Boolean.toString(point.feasibleBurst()),
                sustained == null ? "" : sustained.toString(),
                CsvTable.number(missed == null ? null : 100 * missed),
                CsvTable.number(point.photonToResultP99Ms()),
                CsvTable.number(point.averagePowerW()),
                CsvTable.number(point.batteryHours()),
                Boolean.toString(cell.own()));
    }
}
