package org.framebudget.sim.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.framebudget.sim.report.SweepFigures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ready views of small stores, whose answers were worked out by hand. */
class ReadyViewsTest {
    private static final String AXES = """
            results: [meets, miss_fraction, photon_to_result_p99_ms, average_power_w, energy_j, accuracy, price]
            axes:
              - {key: pipelines.people.stages.find.infer.network, name: network, values: [mobilenet_v1_0.25, mobilenet_v1_1.0]}
              - {key: devices.box.profile, name: device, values: [raspberry-pi-4, raspberry-pi-3b-plus]}
              - {key: cameras.door.fps, name: fps, values: [10, 20]}
            """;

    private static final String GOAL = "objective: {minimise: average_power_w}\nlimits: [miss_fraction <= 0.1]\n";

    /** Point, network, device, fps, misses, power, latency; the last could not be run. */
    private static final String ROWS = """
            SELECT point, network, device, fps, miss AS miss_fraction, power AS average_power_w, p99 AS photon_to_result_p99_ms,
                power * 60 AS energy_j, miss <= 0.2 AS meets, error
            FROM (VALUES
                (0, 'mobilenet_v1_0.25', 'raspberry-pi-4', 10, 0.0, 3.0, 40.0, NULL),
                (1, 'mobilenet_v1_0.25', 'raspberry-pi-4', 20, 0.1, 4.0, 50.0, NULL),
                (2, 'mobilenet_v1_0.25', 'raspberry-pi-3b-plus', 10, 0.1, 2.0, 60.0, NULL),
                (3, 'mobilenet_v1_0.25', 'raspberry-pi-3b-plus', 20, 0.9, 1.0, 70.0, NULL),
                (4, 'mobilenet_v1_1.0', 'raspberry-pi-4', 10, 0.2, 3.5, 80.0, NULL),
                (5, 'mobilenet_v1_1.0', 'raspberry-pi-4', 20, 0.3, 4.5, 90.0, NULL),
                (6, 'mobilenet_v1_1.0', 'raspberry-pi-3b-plus', 10, 0.4, 2.5, 95.0, NULL),
                (7, 'mobilenet_v1_1.0', 'raspberry-pi-3b-plus', 20, NULL, NULL, NULL, 'no such row'))
                AS t(point, network, device, fps, miss, power, p99, error)
            """;

    @TempDir
    Path folder;

    private Path store(String sweep, String rows) throws SQLException {
        return MadeStore.of(folder.resolve("store"), Sweeps.plan(folder, sweep), new Part(0, 7), rows);
    }

    @Test
    void theBestDeviceOfANetworkKeepsTheLimits() throws SQLException {
        Path store = store(GOAL + AXES, ROWS);
        // 3 takes less power but misses too much; of the second network no point is within the limits
        assertEquals(
                List.of("mobilenet_v1_0.25 raspberry-pi-3b-plus 2 2 0.1 10 2 1", "mobilenet_v1_1.0 - - - - - 2 0"),
                MadeStore.ask(
                        store,
                        "SELECT network, device, point, average_power_w, miss_fraction, fps, pair_points, pair_points_within"
                                + " FROM best_device_per_network"));
    }

    @Test
    void withoutAnObjectiveLatencyCountsAndTheScenariosOwnObjectives() throws SQLException {
        Path store = store(AXES, ROWS);
        assertEquals(
                List.of("mobilenet_v1_0.25 raspberry-pi-4 0", "mobilenet_v1_1.0 raspberry-pi-4 4"),
                MadeStore.ask(store, "SELECT network, device, point FROM best_device_per_network"));
    }

    @Test
    void whatIsComparedInPlaceOfTheUsualResultsHasItsSense() throws SQLException {
        String results =
                "results: [meets, miss_fraction, photon_to_result_p99_ms, average_power_w, energy_j, accuracy, price]";
        Path store = store(
                AXES.replace(results, "results: [useful_fps, captured]"),
                "SELECT point, network, device, fps, fps AS useful_fps, error FROM (" + ROWS + ")");
        // the most of it, of equals the first
        assertEquals(
                List.of("mobilenet_v1_0.25 raspberry-pi-3b-plus 3 20", "mobilenet_v1_1.0 raspberry-pi-4 5 20"),
                MadeStore.ask(store, "SELECT network, device, point, useful_fps FROM best_device_per_network"));
        SweepFigures figures = SweepReportFiles.figures(store);
        assertEquals(new SweepFigures.Objective("useful_fps", true, false), figures.objective());
        assertEquals(20.0, figures.best().objective());
    }

    @Test
    void whereNoResultHasASenseNothingIsCompared() throws SQLException {
        String results =
                "results: [meets, miss_fraction, photon_to_result_p99_ms, average_power_w, energy_j, accuracy, price]";
        Path store = store(
                AXES.replace(results, "results: [meets, captured, throttle_first_s]"),
                "SELECT point, network, device, fps, meets, error FROM (" + ROWS + ")");
        assertEquals(List.of(), MadeStore.ask(store, "FROM best_device_per_network"));
        SweepFigures figures = SweepReportFiles.figures(store);
        assertEquals(null, figures.objective());
        assertEquals(null, figures.best());
        assertTrue(Sweeps.views(store).contains("Empty: of no result that is kept more or less is better"));
    }

    @Test
    void everyResultHasTheSenseThatPeopleExpect() {
        assertEquals(Sense.LESS, Sense.of("miss_fraction"));
        assertEquals(Sense.LESS, Sense.of("skin_deg_c_max"));
        assertEquals(Sense.LESS, Sense.of("price"));
        assertEquals(Sense.MORE, Sense.of("useful_fps"));
        assertEquals(Sense.MORE, Sense.of("accuracy"));
        assertEquals(Sense.MORE, Sense.of("battery_hours_to_empty"));
        assertEquals(Sense.NONE, Sense.of("requested"));
        assertEquals(Sense.NONE, Sense.of("throttle_first_s"));
        assertEquals(Sense.NONE, Sense.of("bottleneck"));
    }

    @Test
    void ofEquallyGoodDevicesTheOneWithMorePointsWithinWins() throws SQLException {
        String rows = ROWS.replace("0.9, 1.0, 70.0", "0.05, 2.0, 70.0")
                .replace("0.0, 3.0, 40.0", "0.0, 2.0, 40.0")
                .replace("0.1, 4.0, 50.0", "0.5, 4.0, 50.0");
        Path store = store(GOAL + AXES, rows);
        assertEquals(
                List.of("raspberry-pi-3b-plus 2 2"),
                MadeStore.ask(
                        store,
                        "SELECT device, point, pair_points_within FROM best_device_per_network WHERE device IS NOT NULL"));
    }

    @Test
    void whereNoNetworkVariesThereIsOneBestDevice() throws SQLException {
        String sweep = GOAL + AXES.replaceFirst("(?m)^  - .key: pipelines.*\\n", "");
        Path store = MadeStore.of(
                folder.resolve("store"),
                Sweeps.plan(folder, sweep),
                new Part(0, 3),
                "SELECT * EXCLUDE (network) FROM (" + ROWS + ") WHERE point < 4");
        assertEquals(
                List.of("raspberry-pi-3b-plus 2 10"),
                MadeStore.ask(store, "SELECT device, point, fps FROM best_device_per_network"));
    }

    @Test
    void theFrontHoldsWhatNothingWithinTheLimitsBeats() throws SQLException {
        Path store = store(GOAL + AXES, ROWS);
        // 1 is slower and takes more than 0; 3 and all of the second network are outside the limits
        assertEquals(
                List.of("0 40 180", "2 60 120"),
                MadeStore.ask(store, "SELECT point, photon_to_result_p99_ms, energy_j FROM pareto_front"));
        Path other = folder.resolve("other");
        MadeStore.of(
                other,
                Sweeps.plan(folder, GOAL + AXES),
                new Part(0, 7),
                "SELECT *, CASE point WHEN 1 THEN 0.9 ELSE 0.5 END AS accuracy FROM (" + ROWS + ")");
        assertEquals(List.of("0", "1", "2"), MadeStore.ask(other, "SELECT point FROM pareto_front ORDER BY point"));
    }

    @Test
    void effectsAreMeansOfAllPointsThatHaveAFigure() throws SQLException {
        Path store = store(GOAL + AXES, ROWS);
        assertEquals(
                List.of(
                        "network mobilenet_v1_0.25 - - 4 0.75 2.5 55",
                        "network mobilenet_v1_1.0 - - 4 0 3.5 88.33333333333333",
                        "device raspberry-pi-3b-plus - - 4 0.25 1.8333333333333333 75",
                        "device raspberry-pi-4 - - 4 0.5 3.75 65",
                        "fps 10 10 10 4 0.5 2.75 68.75",
                        "fps 20 20 20 4 0.25 3.1666666666666665 70"),
                MadeStore.ask(
                        store,
                        "SELECT axis, value, low, high, points, within_limits, average_power_w, photon_to_result_p99_ms FROM"
                                + " main_effects"));
        // true and false as 1 and 0
        assertEquals(
                List.of("0.75", "0.3333333333333333"),
                MadeStore.ask(store, "SELECT meets FROM main_effects WHERE axis = 'network'"));
    }

    @Test
    void manyValuesOfAnAxisArePutTogetherInStretches() throws SQLException {
        String sweep = """
                results: [miss_fraction]
                axes:
                  - {key: environment.ambient_deg_c, name: ambient, from: 0, to: 40, count: 41}
                """;
        Path store = MadeStore.of(
                folder.resolve("store"),
                Sweeps.plan(folder, sweep),
                new Part(0, 40),
                "SELECT range AS point, range AS ambient, range / 100 AS miss_fraction FROM range(41)");
        assertEquals(
                List.of("0 to 4 0 4 4 0.015", "36 to 40 36 40 5 0.38"),
                MadeStore.ask(
                        store,
                        "SELECT value, low, high, points, round(miss_fraction, 9) FROM main_effects WHERE low IN (0, 36)"));
        assertEquals(List.of("10 41"), MadeStore.ask(store, "SELECT count(*), sum(points) FROM main_effects"));
    }

    @Test
    void effectsOfVeryManyCombinationsAreTheSame() throws SQLException {
        List<String> axes = new ArrayList<>();
        for (String key : List.of("phase_ms", "jitter_ms", "readout_ms", "exposure_ms")) {
            axes.add("  - {key: cameras.door." + key + ", name: " + key + ", from: 1, to: 13, step: 1}\n");
        }
        String sweep = "results: [miss_fraction]\naxes:\n" + String.join("", axes);
        SweepPlan plan = Sweeps.plan(folder, sweep);
        assertTrue(plan.size() > 20_000);
        Path store = MadeStore.of(
                folder.resolve("store"),
                plan,
                new Part(0, 999),
                "SELECT range AS point, 1 + range % 13 AS phase_ms, 1 + range % 7 AS jitter_ms, 1 AS readout_ms,"
                        + " 1 + range % 11 AS exposure_ms, range % 100 / 100 AS miss_fraction FROM range(1000)");
        for (String axis : List.of("phase_ms", "jitter_ms", "readout_ms", "exposure_ms")) {
            assertEquals(
                    MadeStore.ask(
                            store,
                            "SELECT " + axis
                                    + ", count(*), round(avg(miss_fraction), 9) FROM points GROUP BY ALL ORDER BY 1"),
                    MadeStore.ask(
                            store,
                            "SELECT low, points, round(miss_fraction, 9) FROM main_effects WHERE axis = '" + axis
                                    + "'"));
        }
    }

    @Test
    void namesOfAxesMayBeThoseOfAnything() throws SQLException {
        String sweep = """
                results: [miss_fraction, energy_j, latency_p99_ms]
                axes:
                  - {key: devices.box.profile, name: goal, values: [raspberry-pi-4]}
                  - {key: cameras.door.fps, name: c1, values: [10]}
                  - {key: cameras.door.jitter_ms, name: value, values: [1]}
                  - {key: cameras.door.phase_ms, name: within, values: [1]}
                  - {key: environment.ambient_deg_c, name: select, values: [1]}
                """;
        Path store = MadeStore.of(
                folder.resolve("store"),
                Sweeps.plan(folder, sweep),
                new Part(0, 0),
                "SELECT 0 AS point, 'raspberry-pi-4' AS goal, 10 AS c1, 1 AS value, 1 AS within, 1 AS \"select\","
                        + " 0.5 AS miss_fraction, 2 AS energy_j, 3 AS latency_p99_ms");
        assertEquals(List.of("0 10"), MadeStore.ask(store, "SELECT point, c1 FROM pareto_front"));
        assertEquals(
                List.of("raspberry-pi-4 0"), MadeStore.ask(store, "SELECT goal, point FROM best_device_per_network"));
        assertEquals(List.of("5"), MadeStore.ask(store, "SELECT count(*) FROM main_effects"));
    }
}
