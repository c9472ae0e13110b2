package org.framebudget.ui.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.sim.scenario.SweepReader;
import org.framebudget.sim.sweep.LocalSweep;
import org.framebudget.sim.sweep.StoredRows.Row;
import org.framebudget.ui.session.ShortScenario;
import org.junit.jupiter.api.Test;

/** Map and compromises of points that were made up. */
class SweptTest {
    private static final int FIGURES = Measure.values().length;

    /** @param axes lines of the sweep file */
    static SweptRows none(String axes) {
        LocalSweep sweep = LocalSweep.of(
                SweepReader.read(
                        "schema: framebudget/sweep/v1\nname: a\nscenario: scenario.yaml\naxes:\n" + axes,
                        Path.of("sweep.yaml"),
                        ShortScenario.TEXT,
                        Path.of("scenario.yaml"),
                        Path.of("").toAbsolutePath()),
                new ProfileRepository(null));
        return new SweptRows(
                sweep,
                sweep.axes(),
                sweep.axes().stream().map(LocalSweep.Varied::key).toList(),
                List.of());
    }

    static SweptRows two() {
        return none("  - {key: cameras.back.fps, values: [15, 30]}\n"
                + "  - {key: environment.ambient_deg_c, values: [10, 20, 30]}\n");
    }

    static Row row(long point, boolean meets, double missed, double latencyMs, double powerW) {
        double[] values = new double[FIGURES];
        Arrays.fill(values, Double.NaN);
        values[Measure.MISSED.ordinal()] = missed;
        values[Measure.LATENCY.ordinal()] = latencyMs;
        values[Measure.POWER.ordinal()] = powerW;
        return new Row(point, false, meets, values);
    }

    static Row failed(long point) {
        double[] values = new double[FIGURES];
        Arrays.fill(values, Double.NaN);
        return new Row(point, true, false, values);
    }

    @Test
    void aMapHasACellForEachPairOfValuesAndFillsIn() {
        SweptRows swept = two().with(List.of(row(0, true, 0, 10, 2), row(1, false, 0.5, 20, 1), failed(5)));
        SweepMap map = SweepMap.of(swept, Choice.first(swept.varying()));
        assertEquals(List.of("15", "30"), map.columns());
        assertEquals(List.of("30", "20", "10"), map.rows(), "the largest on top");
        SweepMap.Cell meets = map.cells().get(2).get(0);
        assertEquals(SweepMap.Kind.ALL, meets.kind());
        assertEquals("✓", meets.text());
        assertEquals(0, meets.best());
        assertEquals(SweepMap.Kind.NONE, map.cells().get(1).get(0).kind());
        assertNull(map.cells().get(0).get(0), "not finished yet");
        SweepMap.Cell lost = map.cells().get(0).get(1);
        assertEquals(SweepMap.Kind.FAILED, lost.kind());
        assertTrue(lost.best() < 0);
        assertTrue(
                meets.words().startsWith("cameras.back.fps 15, environment.ambient_deg_c 10\nmeets\n"), meets.words());
        SweepMap figures = SweepMap.of(swept, Choice.first(swept.varying()).withFigure(Measure.MISSED));
        assertEquals("50", figures.cells().get(1).get(0).text(), "in per cent");
    }

    @Test
    void whatVariesBesideTheMapIsGatheredAndItsBestPointIsOpened() {
        SweptRows swept = two().with(List.of(
                row(0, true, 0, 10, 2), row(1, true, 0.01, 20, 1), row(2, false, 0, 5, 0.5), row(3, false, 0.2, 5, 1)));
        SweepMap map = SweepMap.of(swept, Choice.first(List.of(0)));
        assertEquals(1, map.rows().size());
        SweepMap.Cell slow = map.cells().get(0).get(0);
        assertEquals(SweepMap.Kind.SOME, slow.kind());
        assertEquals("2/3", slow.text());
        assertEquals(1, slow.best(), "meets with least power");
        assertEquals(3, map.cells().get(0).get(1).best());
    }

    @Test
    void neighboursArePutTogetherWhereThereAreTooManyToBeRead() {
        SweptRows swept = none("  - {key: cameras.back.fps, from: 1, to: 50, step: 1}\n");
        List<Row> rows = new ArrayList<>();
        for (int point = 0; point < 50; point++) {
            rows.add(row(point, point < 25, 0, 1, 1));
        }
        SweepMap map = SweepMap.of(swept.with(rows), Choice.first(swept.varying()));
        assertEquals("1 – 5", map.columns().get(0));
        assertEquals("46 – 50", map.columns().get(map.columns().size() - 1));
        assertTrue(map.columns().size() <= SweepMap.COLUMNS_MAX);
        assertEquals(SweepMap.Kind.ALL, map.cells().get(0).get(0).kind());
        assertEquals(SweepMap.Kind.NONE, map.cells().get(0).get(9).kind());
    }

    @Test
    void theFrontIsWhatNoOtherPointBeatsInBothFigures() {
        Random random = new Random(5);
        for (int round = 0; round < 50; round++) {
            SweptRows swept = none("  - {key: cameras.back.phase_ms, from: 0, to: 1, count: 40}\n");
            List<Row> rows = new ArrayList<>();
            for (int point = 0; point < 40; point++) {
                // few values, so that there are ties
                double latencyMs = random.nextInt(10) == 0 ? Double.NaN : random.nextInt(12);
                rows.add(row(point, round % 2 == 0 && random.nextBoolean(), 0, latencyMs, random.nextInt(12)));
            }
            Front front = Front.of(swept.with(rows), Measure.POWER, Measure.LATENCY);
            boolean any = rows.stream().anyMatch(row -> row.meets() && !Double.isNaN(Measure.LATENCY.of(row.values())));
            assertEquals(any, front.meeting());
            TreeSet<String> expected = new TreeSet<>();
            for (Row row : rows) {
                double x = Measure.POWER.of(row.values());
                double y = Measure.LATENCY.of(row.values());
                boolean counts = !Double.isNaN(y) && (!any || row.meets());
                boolean beaten = rows.stream()
                        .filter(other -> !any || other.meets())
                        .anyMatch(other -> Measure.POWER.of(other.values()) <= x
                                && Measure.LATENCY.of(other.values()) <= y
                                && (Measure.POWER.of(other.values()) < x || Measure.LATENCY.of(other.values()) < y));
                if (counts && !beaten) {
                    expected.add(x + " " + y);
                }
            }
            TreeSet<String> found = new TreeSet<>();
            front.points().forEach(point -> assertTrue(found.add(point.x() + " " + point.y()), "twice"));
            assertEquals(expected, found, "round " + round);
        }
    }

    @Test
    void moreIsBetterOfARateAndNothingIsDrawnWithoutFigures() {
        SweptRows swept = two();
        List<Row> rows = new ArrayList<>();
        for (int point = 0; point < 3; point++) {
            Row row = row(point, true, 0, 1, 1 + point);
            row.values()[Measure.FPS.ordinal()] = 10 * point;
            rows.add(row);
        }
        assertEquals(
                3,
                Front.of(swept.with(rows), Measure.POWER, Measure.FPS).points().size());
        Front none = Front.of(swept.with(rows), Measure.ACCURACY, Measure.HOURS);
        assertTrue(none.points().isEmpty() && none.others().isEmpty());
        assertTrue(Front.of(swept, Measure.POWER, Measure.LATENCY).points().isEmpty());
    }

    @Test
    void aLongFrontKeepsBothEndsAndSaysHowManyAreLeft() {
        SweptRows swept = none("  - {key: cameras.back.phase_ms, from: 0, to: 1, count: 200}\n");
        List<Row> rows = new ArrayList<>();
        for (int point = 0; point < 200; point++) {
            rows.add(row(point, true, 0, 200 - point, point));
        }
        Front front = Front.of(swept.with(rows), Measure.POWER, Measure.LATENCY);
        assertEquals(Front.POINTS_MAX, front.points().size());
        assertEquals(200 - Front.POINTS_MAX, front.left());
        assertEquals(0, front.points().get(0).point());
        assertEquals(199, front.points().get(Front.POINTS_MAX - 1).point());
    }

    @Test
    void fieldsBecomeLinesOfASweepFile() {
        assertEquals("{key: a.b, values: [15, 30]}", new AxisText("a.b", " 15,30 ,").yaml());
        assertEquals("{key: a.b, from: 5, to: 40, step: 2.5}", new AxisText("a.b", "5 to 40 step 2.5").yaml());
        assertEquals("{key: a.b, from: -5, to: 40, count: 8}", new AxisText("a.b", "-5 to 40 in 8").yaml());
        assertEquals("{key: a.b, values: ['[1', 'it''s', 'c: d']}", new AxisText("a.b", "[1, it's, c: d").yaml());
        for (String wrong : List.of("", " , ", "5 to 40")) {
            assertThrows(InputException.class, () -> new AxisText("a.b", wrong).yaml(), wrong);
        }
        assertThrows(InputException.class, () -> new AxisText(" ", "1").yaml());
        assertFalse(new AxisText("a", "1").yaml().contains("'"));
    }
}
