package org.framebudget.sim.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The front of random rows against one that compares each with each. */
class ParetoTest {
    private static final int POINTS = 500;
    private static final String SWEEP = """
            results: [photon_to_result_p99_ms, energy_j, accuracy, price]
            axes:
              - {key: environment.ambient_deg_c, name: ambient, from: 0, to: 40, count: 500}
            """;

    @TempDir
    Path folder;

    /** Latency, energy, accuracy, price; NaN for none. */
    private record Row(double... figures) {
        /** The less the better; none is worst. */
        double cost(int figure) {
            double value = figures[figure];
            return Double.isNaN(value) ? Double.POSITIVE_INFINITY : figure == 2 ? -value : value;
        }

        boolean beats(Row other) {
            boolean better = false;
            for (int f = 0; f < figures.length; f++) {
                if (cost(f) > other.cost(f)) {
                    return false;
                }
                better |= cost(f) < other.cost(f);
            }
            return better;
        }
    }

    private static List<Row> rows(long seed, int values, double none) {
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        for (int p = 0; p < POINTS; p++) {
            double[] figures = new double[4];
            for (int f = 0; f < 4; f++) {
                // few values of the last two, as devices and networks have
                int many = f < 2 ? values : 5;
                figures[f] = random.nextDouble() < none ? Double.NaN : (1 + random.nextInt(many)) / 8.0;
            }
            // what is fast takes energy, so that the front is long
            figures[1] = f(values) / figures[0] * (1 + random.nextInt(3)) / 2;
            rows.add(new Row(figures));
        }
        return rows;
    }

    private static double f(int values) {
        return values / 4.0;
    }

    private static String text(double value) {
        return Double.isNaN(value) ? "NULL" : Double.toString(value);
    }

    @ParameterizedTest
    @CsvSource({"1, 6, 0", "2, 6, 0.2", "3, 400, 0", "4, 100000, 0.05", "5, 1, 0.5"})
    void itIsTheOneThatComparingEachWithEachFinds(long seed, int values, double none) throws SQLException {
        List<Row> rows = rows(seed, values, none);
        StringBuilder select =
                new StringBuilder("SELECT point, photon_to_result_p99_ms, energy_j, accuracy, price FROM (VALUES ");
        for (int p = 0; p < POINTS; p++) {
            double[] figures = rows.get(p).figures();
            select.append(p == 0 ? "(" : ", (").append(p);
            for (double figure : figures) {
                select.append(", ").append(text(figure));
            }
            select.append(')');
        }
        select.append(") AS t(point, photon_to_result_p99_ms, energy_j, accuracy, price)");
        Path store = MadeStore.of(
                folder.resolve("store"), Sweeps.plan(folder, SWEEP), new Part(0, POINTS - 1), select.toString());
        List<String> front = new ArrayList<>();
        for (int p = 0; p < POINTS; p++) {
            Row row = rows.get(p);
            if (rows.stream().noneMatch(other -> other.beats(row))) {
                front.add(Integer.toString(p));
            }
        }
        assertEquals(front, MadeStore.ask(store, "SELECT point FROM pareto_front ORDER BY point"));
    }

    @Test
    void aFigureThatIsNotKeptIsNotCompared() throws SQLException {
        Path store = MadeStore.of(
                folder.resolve("store"),
                Sweeps.plan(folder, SWEEP.replace("photon_to_result_p99_ms, energy_j, accuracy, price", "energy_j")),
                new Part(0, POINTS - 1),
                "SELECT range AS point, range % 50 AS energy_j FROM range(" + POINTS + ")");
        assertEquals(
                IntStream.range(0, 10).mapToObj(i -> Integer.toString(50 * i)).collect(Collectors.toList()),
                MadeStore.ask(store, "SELECT point FROM pareto_front ORDER BY point"));
    }
}
