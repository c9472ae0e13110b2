package org.framebudget.sim.scenario;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be bought so that all cameras of a scenario are carried. Money is in {@code currency}.
 *
 * @param hours time over which energy is paid
 * @param nPlusOne any one device may fail
 * @param spareFraction share of each unit's time that is left free on every device
 * @param types at least one, each profile once
 */
public record FleetSpec(
        double hours,
        String currency,
        double energyPricePerKwh,
        boolean nPlusOne,
        double spareFraction,
        List<TypeSpec> types) {

    /** What one watt costs over the whole time. */
    public double pricePerW() {
        return hours / 1000 * energyPricePerKwh;
    }

    /**
     * One kind of device that is for sale.
     *
     * @param profile profile id or path
     * @param price of one
     * @param priceSource where the price was seen, and when; absent: nobody looked, it is ASSUMED
     * @param countMax as many can be had; absent for any number
     * @param unit that runs all inferences; absent for the fastest that can
     */
    public record TypeSpec(
            String profile,
            double price,
            @Nullable String priceSource,
            @Nullable Integer countMax,
            @Nullable String unit) {}
}
