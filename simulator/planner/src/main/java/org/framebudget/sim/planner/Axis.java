package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.framebudget.models.InputException;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.scenario.Scenario;

/**
 * One way to ask more of a pipeline: the values it can take and the scenario at each of them.
 *
 * @param name as in the contract
 * @param pipeline whose axis it is
 * @param device scenario id of the device that answers the pipeline's first inference, else of its first camera's
 * @param values in rising order, the scenario's own among them
 * @param current position of the scenario's own value
 * @param lastBecause what stands against a value above the last
 * @param scenarios at each position
 */
record Axis(
        Name name,
        String pipeline,
        String device,
        List<Double> values,
        int current,
        String lastBecause,
        IntFunction<Scenario> scenarios) {
    /** Names of the contract. */
    enum Name {
        FPS("fps", "fps"),
        CAMERAS("cameras", "cameras"),
        INPUT("input", "px"),
        INFERENCES("inferences", "inferences per frame");

        final String text;
        final String unit;

        Name(String text, String unit) {
            this.text = text;
            this.unit = unit;
        }

        /** {@code 1 camera}, {@code 2 cameras}, {@code 0.1 fps}, {@code 2.5 inferences per frame}. */
        String words(double value) {
            String of = value == 1 ? unit.replaceFirst("^(camera|inference)s", "$1") : unit;
            return Figures.plain(value) + " " + of;
        }
    }

    /** The scenario at a position, ready to run; empty where no such thing exists, as a network at an impossible size. */
    Optional<Trials.Variant> at(int position, Trials trials) {
        try {
            return Optional.of(trials.of(scenarios.apply(position)));
        } catch (InputException e) {
            if (position == current) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** Value at a position; 0 before the first, where nothing fits. */
    double value(int position) {
        return position < 0 ? 0 : values.get(position);
    }

    /** Values from a first to a last one in even steps, counted in tenths, with one more among them. */
    static List<Double> grid(List<int[]> fromToStepTenths, double own, double most) {
        List<Double> values = new ArrayList<>();
        for (int[] part : fromToStepTenths) {
            for (int tenths = part[0]; tenths <= part[1]; tenths += part[2]) {
                double value = tenths / 10.0;
                if (value <= most) {
                    values.add(value);
                }
            }
        }
        if (!values.contains(own)) {
            values.add(own);
            values.sort(null);
        }
        return List.copyOf(values);
    }
}
