package org.framebudget.devices.battery;

import java.util.Optional;
import org.framebudget.models.InputException;

/**
 * Charge and voltage of a pack over time: a Thevenin circuit with one RC branch under constant power (Plett, Battery
 * Management Systems I, 2015, chapter 2).
 *
 * <pre>
 * source voltage  Vo = OCV(charge) − V1
 * current         I  = (Vo − sqrt(Vo² − 4 R0 P)) / (2 R0), feasible while P ≤ Vo² / (4 R0)
 * RC branch       V1' = V1 e^(−dt/tau) + I R1 (1 − e^(−dt/tau))
 * charge          d(fraction)/dt = −I / (3600 Q(temperature))
 * heat            I² R0 + V1² / R1
 * </pre>
 *
 * The current is solved again after at most 0.5 % of charge or 10 s, each time for the middle of the step; within a step the
 * RC branch and its heat are exact. The pack is empty once its voltage under load is at the cut-off, its charge is gone, or
 * the power asked is more than it can give (brown-out); an empty pack stays as it is. Resistances do not vary with temperature
 * or charge: no measured shape is at hand. Allocates nothing while advancing; not for use by several threads.
 */
public final class BatteryState {
    /** Largest change of charge within one step. */
    public static final double MAX_STEP_FRACTION = 0.005;
    /** Longest step. */
    public static final long MAX_STEP_NS = 10_000_000_000L;

    private static final double S_PER_H = 3600;
    private static final double S_PER_NS = 1e-9;
    private static final double FORECAST_STEP_FRACTION = 0.0005;

    private final BatteryProfile profile;
    private final Curve ocv;
    private final Optional<Curve> capacityFactor;
    private final double capacityAh;
    private final double r0Ohm;
    private final double r1Ohm;
    private final double tauS;
    private final double cutoffV;
    private final double maxStepFraction;
    private final long maxStepNs;

    private double fraction;
    private double branchV;
    private double currentA;
    private boolean empty;
    private boolean brownOut;
    private boolean held;

    // exp(-h/tau) of the last step length and of half of it
    private double factorsS = -1;
    private double decay;
    private double halfDecay;

    /** A rested pack at a charge between 0 and 1. */
    public BatteryState(BatteryProfile profile, double startFraction) {
        this(profile, startFraction, MAX_STEP_FRACTION, MAX_STEP_NS);
    }

    /**
     * The same with other step bounds.
     *
     * @throws InputException for a charge outside 0 to 1 and for impossible numbers in the profile
     */
    public BatteryState(BatteryProfile profile, double startFraction, double maxStepFraction, long maxStepNs) {
        this.profile = profile;
        this.ocv = new Curve("battery: ocv", profile.ocvSocFraction(), profile.ocvV());
        this.capacityFactor = profile.capacityTempDegC().isEmpty()
                ? Optional.empty()
                : Optional.of(new Curve(
                        "battery: capacity over temperature", profile.capacityTempDegC(), profile.capacityFactor()));
        this.capacityAh = profile.capacityAh().value();
        this.r0Ohm = profile.r0Ohm().value();
        this.r1Ohm = profile.r1Ohm().value();
        this.tauS = profile.tauS().value();
        this.cutoffV = profile.cutoffV().value();
        this.maxStepFraction = maxStepFraction;
        this.maxStepNs = maxStepNs;
        require(ocv.first() == 0 && ocv.last() == 1, "the open-circuit-voltage grid must run from 0 to 1");
        require(capacityAh > 0, "capacity_ah is " + capacityAh + "; it must be above 0");
        require(r0Ohm >= 0 && r1Ohm >= 0, "resistances must be at least 0");
        require(tauS > 0, "tau_s is " + tauS + "; it must be above 0");
        require(
                startFraction >= 0 && startFraction <= 1,
                "start_fraction is " + startFraction + "; it must lie between 0 and 1");
        this.fraction = startFraction;
    }

    /**
     * Advances by {@code dtNs} of constant power.
     *
     * @param powerW power at the terminals, at least 0 (charging is not modelled)
     * @param tempDegC temperature of the pack
     * @return mean heat set free in the pack over the interval, in watts; 0 once empty
     */
    public double advance(long dtNs, double powerW, double tempDegC) {
        if (!(powerW >= 0)) {
            throw new IllegalArgumentException("A battery cannot give " + powerW + " W; charging is not modelled.");
        }
        double chargeAs = chargeAs(tempDegC);
        double heatJ = 0;
        long leftNs = dtNs;
        while (leftNs > 0 && !empty) {
            long stepNs = Math.min(leftNs, maxStepNs);
            double startA = currentA(ocv.at(fraction) - branchV, r0Ohm, powerW);
            if (startA * stepNs * S_PER_NS > maxStepFraction * chargeAs) {
                stepNs = Math.max(1, (long) (maxStepFraction * chargeAs / startA / S_PER_NS));
            }
            heatJ += step(stepNs * S_PER_NS, powerW, startA, chargeAs);
            leftNs -= stepNs;
        }
        return dtNs == 0 ? 0 : heatJ / (dtNs * S_PER_NS);
    }

    /** While held, the charge stays and the pack never empties; current, voltage and heat go on. */
    public void hold(boolean hold) {
        held = hold;
    }

    /** Charge left over charge when full at the same temperature, 0 to 1. */
    public double fraction() {
        return fraction;
    }

    /** True once the pack reached its cut-off under load, ran out of charge or browned out. */
    public boolean empty() {
        return empty;
    }

    /** True where it ended because it could not give the power asked for. */
    public boolean brownOut() {
        return brownOut;
    }

    /** Voltage of the RC branch. */
    public double branchV() {
        return branchV;
    }

    /** Current of the last step. */
    public double currentA() {
        return currentA;
    }

    /** Voltage at the terminals under a power; NaN where it cannot be given. */
    public double terminalV(double powerW) {
        double sourceV = ocv.at(fraction) - branchV;
        return sourceV - r0Ohm * currentA(sourceV, r0Ohm, powerW);
    }

    /** Energy between full and empty at 25 °C without losses, in Wh: charge times mean open-circuit voltage. */
    public double packEnergyWh() {
        return capacityAh * ocv.mean();
    }

    /** Mean open-circuit voltage over charge. */
    public double meanOcvV() {
        return ocv.mean();
    }

    /**
     * Time to cut-off.
     *
     * @param lifeH hours from now; infinite at zero power
     * @param leftFraction charge left at that moment
     */
    public record Forecast(double lifeH, double leftFraction) {}

    /** Hours until the pack is empty when it gives this power from its present state on, at this temperature. */
    public double hoursToEmpty(double averagePowerW, double tempDegC) {
        return forecast(averagePowerW, tempDegC).lifeH();
    }

    /** As {@link #hoursToEmpty}, with the charge left. Voltage and current are solved again every 0.05 % of charge. */
    public Forecast forecast(double averagePowerW, double tempDegC) {
        if (empty) {
            return new Forecast(0, fraction);
        }
        if (averagePowerW == 0) {
            return new Forecast(Double.POSITIVE_INFINITY, fraction);
        }
        BatteryState trial = new BatteryState(profile, fraction);
        trial.branchV = branchV;
        double chargeAs = chargeAs(tempDegC);
        double seconds = 0;
        while (true) {
            double startFraction = trial.fraction;
            double startV = trial.branchV;
            double startA = currentA(trial.ocv.at(startFraction) - startV, r0Ohm, averagePowerW);
            if (Double.isNaN(startA)) {
                return new Forecast(seconds / S_PER_H, startFraction);
            }
            double stepS = FORECAST_STEP_FRACTION * chargeAs / startA;
            trial.step(stepS, averagePowerW, startA, chargeAs);
            if (!trial.empty) {
                seconds += stepS;
                continue;
            }
            // the end lies inside this step: halve towards it
            double beforeS = 0;
            double afterS = stepS;
            for (int i = 0; i < 50; i++) {
                double middleS = (beforeS + afterS) / 2;
                trial.restore(startFraction, startV);
                trial.step(middleS, averagePowerW, startA, chargeAs);
                if (trial.empty) {
                    afterS = middleS;
                } else {
                    beforeS = middleS;
                }
            }
            return new Forecast((seconds + afterS) / S_PER_H, trial.fraction);
        }
    }

    /**
     * Current at which a source with a series resistance gives a power, in a form without cancellation.
     *
     * @return NaN where the power is more than {@code sourceV² / (4 r0Ohm)}
     */
    static double currentA(double sourceV, double r0Ohm, double powerW) {
        return 2 * powerW / (sourceV + Math.sqrt(sourceV * sourceV - 4 * r0Ohm * powerW));
    }

    /** One step of at most the bounds; returns the heat in joules. */
    private double step(double stepS, double powerW, double startA, double chargeAs) {
        prepareFactors(stepS);
        double middleV = branchV * halfDecay + startA * r1Ohm * (1 - halfDecay);
        double middleFraction = held ? fraction : fraction - startA * stepS / 2 / chargeAs;
        double amperes = currentA(ocv.at(middleFraction) - middleV, r0Ohm, powerW);
        if (Double.isNaN(startA) || Double.isNaN(amperes)) {
            brownOut = !held;
            empty = !held;
            return 0;
        }
        double heatW = amperes * amperes * r0Ohm;
        if (r1Ohm > 0) {
            heatW += meanSquareV(amperes * r1Ohm, stepS) / r1Ohm;
        }
        currentA = amperes;
        branchV = branchV * decay + amperes * r1Ohm * (1 - decay);
        if (!held) {
            fraction = Math.max(0, fraction - amperes * stepS / chargeAs);
            double underLoadV = terminalV(powerW);
            brownOut = Double.isNaN(underLoadV);
            empty = fraction == 0 || !(underLoadV > cutoffV);
        }
        return heatW * stepS;
    }

    /** Mean of V1² over a step that heads exponentially for {@code settledV}. */
    private double meanSquareV(double settledV, double stepS) {
        double x = stepS / tauS;
        double awayV = branchV - settledV;
        return settledV * settledV
                + 2 * settledV * awayV * (1 - decay) / x
                + awayV * awayV * (1 - decay * decay) / (2 * x);
    }

    private void restore(double toFraction, double toBranchV) {
        fraction = toFraction;
        branchV = toBranchV;
        empty = false;
        brownOut = false;
    }

    private void prepareFactors(double stepS) {
        if (stepS != factorsS) {
            factorsS = stepS;
            halfDecay = StrictMath.exp(-stepS / tauS / 2);
            decay = halfDecay * halfDecay;
        }
    }

    private double chargeAs(double tempDegC) {
        double factor = capacityFactor.isPresent() ? capacityFactor.get().at(tempDegC) : 1;
        return capacityAh * factor * S_PER_H;
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new InputException("battery: " + problem + ".");
        }
    }
}
