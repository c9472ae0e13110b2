package org.framebudget.devices.calibration.thermal;

import java.util.List;

/** A phone with free parameters. */
interface HeatModel {
    List<HeatParameter> parameters();

    /**
     * The run that the parameters are fitted to.
     *
     * @param values one per parameter
     */
    Forecast simulate(double[] values, int minutes);

    /** Watts that the supply gives, where the charge counter is to be met as well; NaN where it says nothing. */
    double supplyW(double[] values);
}
