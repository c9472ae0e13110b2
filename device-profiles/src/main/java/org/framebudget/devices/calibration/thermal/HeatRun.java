package org.framebudget.devices.calibration.thermal;

import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A measured run and its simulation with free parameters.
 *
 * @param series as measured
 * @param simulation the same run with one value per parameter
 * @param supplyW watts that the supply gives, where the charge counter is to be met as well; NaN where it says nothing
 */
record HeatRun(SustainedSeries series, Function<double[], Forecast> simulation, ToDoubleFunction<double[]> supplyW) {
    static HeatRun of(HeatModel model, SustainedSeries series) {
        int minutes = series.minutes().size();
        return new HeatRun(series, values -> model.simulate(values, minutes), model::supplyW);
    }
}
