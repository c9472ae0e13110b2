package org.framebudget.ui.open;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.framebudget.sim.scenario.Scenario;

/**
 * A scenario as cameras at the left and the units that work on their frames at the right.
 *
 * @param cameras what stands for each camera, or each group of equal ones
 * @param units names of the units, in the order in which frames come to them
 * @param lines which camera's frames go to which unit, as indices
 */
record Sketch(List<String> cameras, List<String> units, List<Line> lines) {
    /** More rows than this are drawn as one. */
    static final int ROWS_MAX = 4;

    Sketch {
        cameras = List.copyOf(cameras);
        units = List.copyOf(units);
        lines = List.copyOf(lines);
    }

    /** From a camera to a unit. */
    record Line(int camera, int unit) implements Comparable<Line> {
        @Override
        public int compareTo(Line other) {
            return camera == other.camera ? Integer.compare(unit, other.unit) : Integer.compare(camera, other.camera);
        }
    }

    static Sketch of(Scenario scenario) {
        List<Scenario.CameraSpec> specs = scenario.cameras();
        Map<String, Integer> rowById = new LinkedHashMap<>();
        List<String> cameras = new ArrayList<>();
        int rest = 0;
        boolean tooMany = specs.size() > ROWS_MAX;
        for (Scenario.CameraSpec camera : specs) {
            if (tooMany && cameras.size() == ROWS_MAX - 1) {
                rest += camera.count();
                rowById.put(camera.id(), ROWS_MAX - 1);
            } else {
                rowById.put(camera.id(), cameras.size());
                cameras.add(words(camera));
            }
        }
        if (tooMany) {
            cameras.add("+ " + rest);
        }
        Map<String, Integer> unitRow = new LinkedHashMap<>();
        TreeSet<Line> lines = new TreeSet<>();
        boolean several = scenario.devices().size() > 1;
        for (Scenario.PipelineSpec pipeline : scenario.pipelines()) {
            for (String id : pipeline.cameras()) {
                String home = deviceOf(specs, id);
                for (Scenario.StageSpec stage : pipeline.stages()) {
                    String device = stage.device() == null ? home : stage.device();
                    String unit = several ? device + " " + stage.unit() : stage.unit();
                    unitRow.putIfAbsent(unit, unitRow.size());
                    lines.add(new Line(
                            rowById.getOrDefault(id, 0), Math.min(ROWS_MAX - 1, unitRow.getOrDefault(unit, 0))));
                }
            }
        }
        List<String> units = new ArrayList<>(unitRow.keySet());
        if (units.size() > ROWS_MAX) {
            int more = units.size() - ROWS_MAX + 1;
            units.subList(ROWS_MAX - 1, units.size()).clear();
            units.add("+ " + more);
        }
        return new Sketch(cameras, units, List.copyOf(lines));
    }

    private static String deviceOf(List<Scenario.CameraSpec> specs, String id) {
        return specs.stream()
                .filter(camera -> camera.id().equals(id))
                .map(Scenario.CameraSpec::device)
                .findFirst()
                .orElse("");
    }

    private static String words(Scenario.CameraSpec camera) {
        double fps = camera.fps().perS();
        String rate =
                fps == Math.rint(fps) ? Long.toString(Math.round(fps)) : String.valueOf(Math.round(fps * 10) / 10.0);
        return (camera.count() > 1 ? camera.count() + " × " : "") + rate + " fps";
    }
}
