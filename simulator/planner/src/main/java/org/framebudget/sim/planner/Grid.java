package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.Scenario.Infer;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;
import org.framebudget.sim.scenario.Scenario.StageSpec;

/**
 * Frame rates and input sizes of one pipeline around the scenario's own, as positions on its axes.
 *
 * @param rates absent where the frame rate cannot be changed, as of a recorded camera
 * @param inputs absent where no other input is known, as of a network outside the catalogue
 * @param rateAt positions on {@code rates} in rising order; one where there is no such axis
 * @param inputAt the same of {@code inputs}
 */
record Grid(
        Scenario scenario,
        PipelineSpec pipeline,
        String device,
        Optional<Axis> rates,
        Optional<Axis> inputs,
        List<Integer> rateAt,
        List<Integer> inputAt) {
    /**
     * How many values at most, the scenario's own among them and half of the others on each side.
     *
     * @param rates frame rates, at least 1
     * @param inputs input sizes, at least 1
     */
    record Steps(int rates, int inputs) {
        static final Steps PLAN = new Steps(11, 10);

        /** Fewer where each point costs more: a point takes as long as there are cameras. */
        Steps forCameras(Scenario scenario) {
            int cameras = scenario.cameras().stream()
                    .mapToInt(Scenario.CameraSpec::count)
                    .sum();
            return cameras <= 2
                    ? this
                    : cameras <= 5
                            ? new Steps(Math.min(rates, 8), Math.min(inputs, 7))
                            : new Steps(Math.min(rates, 6), Math.min(inputs, 5));
        }
    }

    /** Rates that cameras have and people ask for. */
    private static final double[] RATES = {
        0.1, 0.2, 0.5, 1, 2, 3, 5, 8, 10, 12, 15, 20, 24, 30, 40, 50, 60, 75, 90, 120, 150, 180, 240
    };

    /** Sizes that networks are published for, and those between them. */
    private static final double[] SIDES_PX = {
        32, 64, 96, 128, 160, 192, 224, 256, 320, 384, 448, 512, 640, 768, 896, 1024, 1280, 1536, 1792, 2048
    };

    /** One a pipeline that infers and of which anything can be changed. */
    static List<Grid> of(Scenario scenario, Trials trials, Steps steps) {
        Axes axes = new Axes(scenario, trials);
        List<Grid> grids = new ArrayList<>();
        for (int p = 0; p < scenario.pipelines().size(); p++) {
            if (firstInfer(scenario.pipelines().get(p)).isEmpty()) {
                continue;
            }
            Optional<Axis> rates = axes.fps(p);
            Optional<Axis> inputs = axes.input(p);
            if (rates.isPresent() || inputs.isPresent()) {
                grids.add(new Grid(
                        scenario,
                        scenario.pipelines().get(p),
                        axes.device(p),
                        rates,
                        inputs,
                        rates.map(axis -> around(axis, RATES, steps.rates())).orElse(List.of(0)),
                        inputs.map(axis -> around(axis, SIDES_PX, steps.inputs()))
                                .orElse(List.of(0))));
            }
        }
        return grids;
    }

    private static List<Integer> around(Axis axis, double[] ladder, int most) {
        List<Integer> below = new ArrayList<>();
        List<Integer> above = new ArrayList<>();
        for (double value : ladder) {
            int at = axis.values().indexOf(value);
            if (at >= 0 && at < axis.current()) {
                below.add(at);
            } else if (at > axis.current()) {
                above.add(at);
            }
        }
        int lower = Math.min((most - 1) / 2, below.size());
        List<Integer> all = new ArrayList<>(below.subList(below.size() - lower, below.size()));
        all.add(axis.current());
        all.addAll(above.subList(0, Math.min(most / 2, above.size())));
        return all;
    }

    private static Optional<Infer> firstInfer(PipelineSpec pipeline) {
        return pipeline.stages().stream()
                .map(StageSpec::infer)
                .filter(infer -> infer != null)
                .findFirst();
    }

    int size() {
        return rateAt.size() * inputAt.size();
    }

    /** Frames per second of the pipeline's first camera at a point; input sizes run fastest. */
    double fps(int point) {
        return rates.map(axis -> axis.value(rateAt.get(point / inputAt.size())))
                .orElseGet(() -> scenario.cameras().stream()
                        .filter(camera -> camera.id().equals(pipeline.cameras().get(0)))
                        .findFirst()
                        .orElseThrow()
                        .fps()
                        .perS());
    }

    /** The scenario at a point. */
    Scenario at(int point) {
        Scenario other = inputs.map(axis -> axis.scenarios().apply(inputAt.get(point % inputAt.size())))
                .orElse(scenario);
        // the rate changes cameras alone, the input pipelines alone
        return rates.map(axis -> scenario.with(
                        axis.scenarios()
                                .apply(rateAt.get(point / inputAt.size()))
                                .cameras(),
                        other.pipelines()))
                .orElse(other);
    }

    /** Whether a point is the scenario itself. */
    boolean own(int point) {
        return rates.map(axis -> rateAt.get(point / inputAt.size()) == axis.current())
                        .orElse(true)
                && inputs.map(axis -> inputAt.get(point % inputAt.size()) == axis.current())
                        .orElse(true);
    }

    /** Width and height of the first inference's input in a scenario of this grid. */
    List<Integer> input(Scenario at) {
        return at.pipelines().stream()
                .filter(other -> other.id().equals(pipeline.id()))
                .findFirst()
                .flatMap(Grid::firstInfer)
                .map(infer -> List.of(infer.inputWidthPx(), infer.inputHeightPx()))
                .orElseThrow();
    }
}
