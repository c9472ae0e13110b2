package org.framebudget.sim.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.LongStream;
import org.framebudget.models.InputException;
import org.framebudget.sim.cli.FileCheck;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.ScenarioBase;
import org.framebudget.sim.scenario.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepPlanTest {
    @TempDir
    Path folder;

    private static List<String> texts(SweepPlan plan, int axis) {
        return LongStream.range(0, plan.axes().get(axis).size())
                .mapToObj(i -> plan.axes().get(axis).setting(i).text())
                .toList();
    }

    private static List<String> texts(SweepPlan plan, long point) {
        return plan.settings(point).stream().map(Setting::text).toList();
    }

    @Test
    void pointsAreNestedWithTheLastAxisFastest() {
        SweepPlan plan = Sweeps.plan(folder, """
                axes:
                  - {key: cameras.door.fps, values: [10, 20, "30000/1001"]}
                  - {key: environment.ambient_deg_c, from: 20, to: 30, step: 5}
                """);
        assertEquals(9, plan.size());
        assertEquals(9, plan.kept());
        assertEquals(List.of("10", "20"), texts(plan, 0L));
        assertEquals(List.of("10", "25"), texts(plan, 1L));
        assertEquals(List.of("20", "20"), texts(plan, 3L));
        assertEquals(List.of("30000/1001", "30"), texts(plan, 8L));
        Scenario last = plan.scenario(8);
        assertEquals(30_000, last.cameras().get(0).fps().num());
        assertEquals(30, last.environment().ambientDegC());
        assertEquals(plan.seed(8), last.seed());
        assertEquals("cameras_door_fps", plan.axes().get(0).name());
        assertEquals(30_000 / 1001.0, plan.axes().get(0).column(2));
    }

    @Test
    void rangesHaveTheirEndsAndNoRoundingErrors() {
        SweepPlan plan = Sweeps.plan(folder, """
                axes:
                  - {key: cameras.door.jitter_ms, from: 0, to: 0.7, step: 0.1}
                  - {key: pipelines.people.budget_ms, from: 1, to: 1000, count: 4, scale: log}
                  - {key: cameras.door.exposure_ms, from: 1, to: 2, count: 4}
                  - {key: cameras.door.width_px, from: 100, to: 350, step: 100}
                """);
        assertEquals(List.of("0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7"), texts(plan, 0));
        assertEquals(List.of("1", "10", "100", "1000"), texts(plan, 1));
        assertEquals(List.of("1", "1.33333333", "1.66666667", "2"), texts(plan, 2));
        assertEquals(List.of("100", "200", "300"), texts(plan, 3));
        assertEquals(8 * 4 * 4 * 3, plan.size());
    }

    @Test
    void pointsThatAreLeftOutAreCountedAsIfEachWereLookedAt() {
        SweepPlan plan = Sweeps.plan(folder, """
                axes:
                  - {key: cameras.door.fps, name: fps, from: 1, to: 30, step: 1}
                  - {key: pipelines.people.stages.find.infer.input, name: input, values: [96x96, 128x128, 160x160]}
                  - {key: environment.ambient_deg_c, name: ambient, from: 10, to: 40}
                  - {key: cameras.door.jitter_ms, name: jitter, from: 0, to: 5}
                sample: {method: sobol, count: 16}
                exclude:
                  - fps > 20 and input = 160x160
                  - fps <= 2
                  - ambient < fps
                """);
        assertEquals(30 * 3 * 16, plan.size());
        long kept = 0;
        for (long point = 0; point < plan.size(); point++) {
            double fps = plan.axes().get(0).number(plan.valueOf(0, point));
            String input = texts(plan, point).get(1);
            double ambient = plan.axes().get(2).number(plan.valueOf(2, point));
            boolean out = (fps > 20 && input.equals("160x160")) || fps <= 2 || ambient < fps;
            assertEquals(out, plan.excluded(point), "point " + point);
            kept += out ? 0 : 1;
        }
        assertEquals(kept, plan.kept());
        assertEquals(kept, plan.keptIn(0, 700) + plan.keptIn(700, plan.size()));
    }

    @Test
    void manyLinesOverManyPointsAreCountedWithoutLookingAtEach() {
        StringBuilder lines = new StringBuilder();
        for (int line = 0; line < 500; line++) {
            lines.append("  - budget = ")
                    .append(line + 1)
                    .append(" and jitter > ")
                    .append(line / 100)
                    .append(" and fps != 7\n");
        }
        SweepPlan plan = Sweeps.plan(folder, """
                axes:
                  - {key: cameras.door.fps, name: fps, from: 1, to: 100, step: 1}
                  - {key: pipelines.people.budget_ms, name: budget, from: 1, to: 1000, step: 1}
                  - {key: cameras.door.jitter_ms, name: jitter, from: 0, to: 9, step: 1}
                  - {key: environment.ambient_deg_c, name: ambient, from: 0, to: 40, count: 81}
                exclude:
                """ + lines);
        assertEquals(81_000_000, plan.size());
        long out = 0;
        for (int line = 0; line < 500; line++) {
            out += 99L * (9 - line / 100) * 81;
        }
        assertEquals(81_000_000 - out, plan.kept());
        assertEquals(plan.kept(), new Dealer(plan, List.of(new Part(0, plan.size() - 1)), 2).left());
    }

    @Test
    void sampledAxesVaryTogetherAndOnceInEachPart() {
        SweepPlan plan = Sweeps.plan(folder, """
                seed: 3
                axes:
                  - {key: environment.ambient_deg_c, from: 10, to: 40}
                  - {key: pipelines.people.stages.find.infer.threads, from: 1, to: 4}
                  - {key: pipelines.people.budget_ms, from: 1, to: 100, scale: log}
                sample: {method: latin_hypercube, count: 40}
                """);
        assertEquals(40, plan.size());
        BitSet ambients = new BitSet();
        BitSet budgets = new BitSet();
        int[] threads = new int[5];
        for (long point = 0; point < 40; point++) {
            ambients.set((int) ((plan.axes().get(0).number(point) - 10) / 30 * 40));
            threads[(int) plan.axes().get(1).number(point)]++;
            budgets.set((int) (StrictMath.log10(plan.axes().get(2).number(point)) / 2 * 40));
        }
        assertEquals(40, ambients.cardinality());
        assertEquals(40, budgets.cardinality());
        for (int n = 1; n <= 4; n++) {
            assertEquals(10, threads[n], "with " + n + " threads");
        }
    }

    @Test
    void aWholeSectionMayBeAValue() {
        SweepPlan plan = Sweeps.plan(folder, """
                axes:
                  - key: pipelines.people.stages.find.infer
                    name: network
                    values:
                      - {network: mobilenet_v1_0.25, input: 128x128, precision: int8, unit: cpu}
                      - {network: mobilenet_v1_1.0, input: 224x224, precision: int8, unit: cpu}
                """);
        assertEquals(
                "{network: mobilenet_v1_1.0, input: 224x224, precision: int8, unit: cpu}",
                plan.axes().get(0).column(1));
        assertEquals(
                "mobilenet_v1_1.0",
                plan.scenario(1).pipelines().get(0).stages().get(1).infer().network());
    }

    @Test
    void seedsFollowTheSweepAndThePointAlone() {
        String axes = "axes:\n  - {key: cameras.door.fps, values: [10, 20]}\n";
        SweepPlan one = Sweeps.plan(folder, axes);
        SweepPlan other = Sweeps.plan(folder, "seed: 2\n" + axes);
        SweepPlan more = Sweeps.plan(folder, axes.replace("20", "20, 30"));
        assertNotEquals(one.seed(0), other.seed(0));
        assertNotEquals(one.seed(0), one.seed(1));
        assertEquals(one.seed(1), more.seed(1));
    }

    @Test
    void everyPointIsDealtOnceHoweverManyWorkersAskForThem() {
        SweepPlan plan = Sweeps.plan(folder, """
                axes:
                  - {key: cameras.door.fps, name: fps, from: 1, to: 100, step: 1}
                  - {key: environment.ambient_deg_c, name: ambient, from: 1, to: 30, step: 1}
                exclude: [fps < 40, ambient = 7]
                """);
        Dealer dealer = new Dealer(plan, List.of(new Part(0, 1999), new Part(2100, 2999)), 2);
        assertEquals(plan.keptIn(0, 2000) + plan.keptIn(2100, 3000), dealer.left());
        Set<Long> dealt = new HashSet<>();
        List<Part> parts = new ArrayList<>();
        for (var part = dealer.next(); part.isPresent(); part = dealer.next()) {
            parts.add(part.get());
            for (long point = part.get().from(); point <= part.get().to(); point++) {
                assertTrue(dealt.add(point), "twice: " + point);
            }
            dealer.took(8, 0.1);
        }
        assertEquals(0, dealer.left());
        for (long point = 0; point < plan.size(); point++) {
            boolean missing = point < 2000 || point >= 2100;
            if (missing && !plan.excluded(point)) {
                assertTrue(dealt.contains(point), "never: " + point);
            } else if (!missing) {
                assertTrue(!dealt.contains(point), "is there already: " + point);
            }
        }
        assertTrue(parts.size() > 4, "in " + parts.size() + " parts");
    }

    @Test
    void checkCountsThePointsOfAFileAndRunsNone() {
        Path file = Sweeps.file(folder, """
                axes:
                  - {key: cameras.door.fps, name: fps, from: 1, to: 30, step: 1}
                  - {key: environment.ambient_deg_c, name: ambient, from: 10, to: 40}
                sample: {method: sobol, count: 50}
                exclude: [fps > 20]
                """);
        assertEquals(
                "Rates: 1,000 points and 500 that are left out, 30 of fps x 50 of the sample.\n", check().check(file));
    }

    private static FileCheck check() {
        return ServiceLoader.load(FileCheck.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.schema().equals("framebudget/sweep/v1"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void checkNamesLinesThatLeaveNothingOut() {
        Path file = Sweeps.file(folder, """
                axes:
                  - {key: cameras.door.fps, name: fps, values: [15, 30]}
                exclude: [fps > 100, fps > 20, fps > 20 and fps < 10]
                """);
        assertEquals(
                "Rates: 1 point and 1 that are left out, 2 of fps.\n"
                        + "Note: exclude 'fps > 100' never holds of these values, so it leaves nothing out.\n"
                        + "Note: exclude 'fps > 20 and fps < 10' never holds of these values, so it leaves nothing out.\n",
                check().check(file));
    }

    @Test
    void aVariantIsTheSameWhateverWasMadeBeforeIt() {
        SweepPlan plan = Sweeps.plan(folder, """
                axes:
                  - {key: cameras.door.fps, values: [10, 20]}
                  - key: pipelines.people.stages.find.infer
                    name: infer
                    values:
                      - {network: mobilenet_v1_0.25, input: 128x128, precision: int8, unit: cpu}
                      - {network: mobilenet_v1_1.0, input: 224x224, precision: int8, unit: cpu}
                  - {key: pipelines.people.budget_ms, values: [20, 40]}
                  - {key: cameras.door.exposure_ms, values: [5, 80]}
                  - {key: environment.ambient_deg_c, from: 10, to: 40, count: 4}
                """);
        ScenarioBase.Variants variants = plan.spec().base().variants();
        Permutation order = new Permutation(2 * plan.size(), 3);
        int impossible = 0;
        for (long i = 0; i < 4 * plan.size(); i++) {
            // in order at first, then in any
            long point = (i < 2 * plan.size() ? i : order.at(i - 2 * plan.size())) % plan.size();
            Scenario alone;
            try {
                alone = plan.scenario(point);
            } catch (InputException e) {
                impossible++;
                InputException again =
                        assertThrows(InputException.class, () -> variants.with(plan.settings(point), plan.seed(point)));
                assertEquals(e.getMessage(), again.getMessage());
                continue;
            }
            Scenario after = variants.with(plan.settings(point), plan.seed(point));
            assertEquals(alone.seed(), after.seed());
            assertEquals(alone.environment(), after.environment());
            assertEquals(alone.devices(), after.devices());
            assertEquals(alone.cameras(), after.cameras());
            assertEquals(alone.pipelines(), after.pipelines());
        }
        // a frame at 20 fps is over before an exposure of 80 ms is
        assertEquals(plan.size(), impossible);
    }
}
