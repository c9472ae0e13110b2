package org.framebudget.ui.map;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.sim.planner.PlanResult.FrontierPoint;
import org.framebudget.sim.report.FeasibilityMap;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.Scenario.CameraSpec;
import org.framebudget.sim.scenario.Scenario.Infer;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;
import org.framebudget.sim.scenario.Scenario.StageSpec;
import org.framebudget.ui.session.Planned;
import org.framebudget.ui.session.Question;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/**
 * The feasibility map of one pipeline as a table of cells.
 *
 * @param sentence what the map says
 * @param rates frames per second of the columns, rising
 * @param inputs names of the rows, the largest first
 * @param cells by row and column; null where the point is not known, or not yet
 */
public record MapModel(
        String pipeline, String sentence, List<String> rates, List<String> inputs, List<List<@Nullable Cell>> cells) {

    /**
     * One point.
     *
     * @param own whether the scenario is here
     * @param words rate, size and verdict, then the figures of its burst
     * @param sets what takes its rate and size over, as overrides
     * @param point its figures
     */
    public record Cell(
            FeasibilityMap.Kind kind, boolean own, String words, Map<String, String> sets, FrontierPoint point) {

        /** The sign that says the same as the colour. */
        public String sign() {
            return Texts.get("map.sign." + kind);
        }
    }

    /**
     * One a pipeline of which a point is known.
     *
     * @param now whose rate and input are marked
     */
    public static List<MapModel> of(Planned planned, Question now) {
        return planned.maps().stream().map(map -> of(map, now.scenario())).toList();
    }

    private static MapModel of(FeasibilityMap map, Scenario now) {
        List<Double> rates = map.rates();
        List<List<Integer>> inputs = new ArrayList<>(map.inputs());
        Collections.reverse(inputs);
        List<List<@Nullable Cell>> rows = new ArrayList<>();
        for (List<Integer> input : inputs) {
            List<@Nullable Cell> row = new ArrayList<>();
            for (double fps : rates) {
                row.add(map.points().stream()
                        .filter(point -> point.fps() == fps && point.input().equals(input))
                        .findFirst()
                        .map(point -> cell(point, now))
                        .orElse(null));
            }
            rows.add(row);
        }
        return new MapModel(
                map.pipeline(),
                map.sentence(),
                rates.stream().map(Figures::plain).toList(),
                inputs.stream().map(FeasibilityMap::text).toList(),
                rows);
    }

    private static Cell cell(FrontierPoint point, Scenario now) {
        PipelineSpec pipeline = now.pipelines().stream()
                .filter(p -> p.id().equals(point.pipeline()))
                .findFirst()
                .orElseThrow();
        CameraSpec first = camera(now, pipeline.cameras().get(0));
        Infer infer = firstInfer(pipeline);
        boolean own = first.fps().perS() == point.fps()
                && infer.inputWidthPx() == point.input().get(0)
                && infer.inputHeightPx() == point.input().get(1);
        FeasibilityMap.Kind kind = FeasibilityMap.Kind.of(point);
        List<String> words = new ArrayList<>();
        words.add(Texts.get("map.cell", Figures.plain(point.fps()), FeasibilityMap.text(point.input())));
        words.add(Texts.get("map.kind." + kind) + (own ? Texts.get("map.own.here") : ""));
        add(words, "map.missed", point.missFraction(), 100);
        add(words, "map.p99", point.photonToResultP99Ms(), 1);
        add(words, "map.power", point.averagePowerW(), 1);
        add(words, "map.hours", point.batteryHours(), 1);
        return new Cell(kind, own, String.join("\n", words), sets(point, now, pipeline, first, infer), point);
    }

    private static void add(List<String> words, String key, @Nullable Double value, double factor) {
        if (value != null) {
            words.add(Texts.get(key, Figures.plain(factor * value)));
        }
    }

    /**
     * As the planner changes them: all cameras of the pipeline in proportion, all inferences alike the first. The second inference
     * of a comparison is the stage's own and follows by itself; what runs while a unit is lost would follow too, but the planner
     * leaves it as it is.
     */
    private static Map<String, String> sets(
            FrontierPoint point, Scenario now, PipelineSpec pipeline, CameraSpec first, Infer infer) {
        Map<String, String> sets = new LinkedHashMap<>();
        if (first.fps().perS() != point.fps()) {
            for (String id : pipeline.cameras()) {
                double fps =
                        point.fps() * camera(now, id).fps().perS() / first.fps().perS();
                sets.put("cameras." + id + ".fps", number(Math.round(1000 * fps) / 1e3));
            }
        }
        String input = point.input().get(0) + "x" + point.input().get(1);
        if (!input.equals(infer.inputWidthPx() + "x" + infer.inputHeightPx())) {
            for (StageSpec stage : pipeline.stages()) {
                if (stage.infer() != null && alike(stage.infer(), infer)) {
                    String path = "pipelines." + pipeline.id() + ".stages." + stage.id();
                    sets.put(path + ".infer.input", input);
                    StageSpec substitute =
                            stage.onFailure() == null ? null : stage.onFailure().substitute();
                    if (substitute != null && substitute.infer() != null) {
                        sets.put(
                                path + ".on_failure.input",
                                substitute.infer().inputWidthPx() + "x"
                                        + substitute.infer().inputHeightPx());
                    }
                }
            }
        }
        return sets;
    }

    private static boolean alike(Infer a, Infer b) {
        return a.network().equals(b.network())
                && a.inputWidthPx() == b.inputWidthPx()
                && a.inputHeightPx() == b.inputHeightPx()
                && a.precision().equals(b.precision());
    }

    private static Infer firstInfer(PipelineSpec pipeline) {
        for (StageSpec stage : pipeline.stages()) {
            if (stage.infer() != null) {
                return stage.infer();
            }
        }
        throw new IllegalArgumentException(pipeline.id() + " infers nothing");
    }

    private static CameraSpec camera(Scenario scenario, String id) {
        return scenario.cameras().stream()
                .filter(camera -> camera.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
