package org.framebudget.devices.calibration.thermal;

import java.util.List;

/**
 * One parameter of a fit. It is sought on a logarithmic scale between its bounds, with a lognormal prior.
 *
 * @param name with its unit at the end, as in {@code skin_j_per_k}
 * @param low lower bound, above 0
 * @param high upper bound
 * @param prior where it is expected before any run is looked at
 * @param spreadFactor one standard deviation of the prior, as a factor above 1
 * @param reason why it is expected there
 */
record HeatParameter(String name, double low, double high, double prior, double spreadFactor, String reason) {

    /** The value at a position between the bounds, 0 to 1 on the logarithmic scale. */
    double value(double position) {
        return low * StrictMath.pow(high / low, position);
    }

    /** The position of a value. */
    double position(double value) {
        return StrictMath.log(value / low) / StrictMath.log(high / low);
    }

    /** Squared distance from the prior in its standard deviations. */
    double penalty(double value) {
        double distance = StrictMath.log(value / prior) / StrictMath.log(spreadFactor);
        return distance * distance;
    }

    static int index(List<HeatParameter> parameters, String name) {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("There is no parameter '" + name + "'.");
    }
}
