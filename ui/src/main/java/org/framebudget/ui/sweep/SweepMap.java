package org.framebudget.ui.sweep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.sweep.LocalSweep;
import org.framebudget.sim.sweep.StoredRows.Row;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Two axes of a sweep as a table; what varies beside them is gathered in the cells.
 *
 * @param columns names, in the order of the sweep
 * @param rows the same, the last one first
 * @param cells by row and column; null where no point is finished yet
 */
record SweepMap(List<String> columns, List<String> rows, List<List<@Nullable Cell>> cells) {
    /** More columns are too narrow to be read; neighbours are put together. */
    static final int COLUMNS_MAX = 12;

    static final int ROWS_MAX = 10;

    /** Whether what is in a cell meets. */
    enum Kind {
        ALL,
        SOME,
        NONE,
        /** No point could be run. */
        FAILED;

        /** What stands in such a cell where no figure was chosen; empty where that is how many meet. */
        String sign() {
            return switch (this) {
                case ALL -> Texts.get("map.sign.BOTH");
                case NONE -> Texts.get("map.sign.NEITHER");
                case FAILED -> "–";
                case SOME -> "";
            };
        }
    }

    /**
     * The points at two values.
     *
     * @param text what stands in it
     * @param words what it says in full
     * @param ran how many of its points could be run
     * @param meeting how many of those meet
     * @param bestRow which of its points is opened; absent where none could be run
     */
    record Cell(
            Kind kind,
            String text,
            String words,
            int ran,
            int meeting,
            @Nullable Row bestRow) {
        /** Number of the point that is opened; below 0 where none could be run. */
        long best() {
            return bestRow == null ? -1 : bestRow.point();
        }
    }

    /** Of the finished points. */
    static SweepMap of(SweptRows swept, Choice choice) {
        Bins across = Bins.of(swept.axes().get(choice.across()), COLUMNS_MAX);
        boolean two = choice.across() != choice.down();
        Bins down = two
                ? Bins.of(swept.axes().get(choice.down()), ROWS_MAX)
                : new Bins(List.of(swept.names().get(choice.across())), 1);
        List<List<List<Row>>> points = new ArrayList<>();
        for (int r = 0; r < down.names().size(); r++) {
            List<List<Row>> row = new ArrayList<>();
            for (int c = 0; c < across.names().size(); c++) {
                row.add(new ArrayList<>());
            }
            points.add(row);
        }
        for (Row row : swept.rows()) {
            int c = across.of(swept.sweep().valueOf(choice.across(), row.point()));
            int r = two ? down.of(swept.sweep().valueOf(choice.down(), row.point())) : 0;
            points.get(r).get(c).add(row);
        }
        List<List<@Nullable Cell>> cells = new ArrayList<>();
        for (List<List<Row>> row : points) {
            List<@Nullable Cell> made = new ArrayList<>();
            for (List<Row> cell : row) {
                made.add(cell(swept, cell, choice.figure()));
            }
            cells.add(made);
        }
        List<String> names = new ArrayList<>(down.names());
        Collections.reverse(names);
        Collections.reverse(cells);
        return new SweepMap(across.names(), names, cells);
    }

    private static @Nullable Cell cell(SweptRows swept, List<Row> all, @Nullable Measure figure) {
        if (all.isEmpty()) {
            return null;
        }
        List<Row> ran = all.stream().filter(row -> !row.failed()).toList();
        if (ran.isEmpty()) {
            return new Cell(Kind.FAILED, Kind.FAILED.sign(), Texts.get("sweep.cell.failed", all.size()), 0, 0, null);
        }
        int meeting = (int) ran.stream().filter(Row::meets).count();
        Kind kind = meeting == 0 ? Kind.NONE : meeting == ran.size() ? Kind.ALL : Kind.SOME;
        Row best = Collections.min(ran, SweptRows.BEST);
        String count = ran.size() == 1 ? "" : Texts.get("sweep.cell.of", meeting, ran.size()) + "\n";
        String text;
        if (figure != null) {
            // of the point that a click opens
            double value = figure.of(best.values());
            text = Double.isNaN(value) ? "–" : Figures.plain(value);
        } else {
            text = kind == Kind.SOME ? meeting + "/" + ran.size() : kind.sign();
        }
        return new Cell(kind, text, count + swept.words(best), ran.size(), meeting, best);
    }

    /**
     * Values of an axis, neighbours together where there are too many.
     *
     * @param size values in each but perhaps the last
     */
    private record Bins(List<String> names, int size) {
        static Bins of(LocalSweep.Varied axis, int most) {
            List<String> values = axis.values();
            int size = (values.size() + most - 1) / most;
            List<String> names = new ArrayList<>();
            for (int from = 0; from < values.size(); from += size) {
                int to = Math.min(values.size(), from + size) - 1;
                names.add(from == to ? values.get(from) : Texts.get("sweep.bin", values.get(from), values.get(to)));
            }
            return new Bins(List.copyOf(names), size);
        }

        int of(int value) {
            return value / size;
        }
    }
}
