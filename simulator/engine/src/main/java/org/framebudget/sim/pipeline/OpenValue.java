package org.framebudget.sim.pipeline;

/**
 * Something that a profile leaves open and a run rests on: a number that is ASSUMED with a range, or several that belong together,
 * as the entries of a list; how long an inference takes; how worn a battery is.
 *
 * @param profile profile id
 * @param quantity place in the profile, as {@link Trials#quantities()} names it; {@code latency of …} and {@link #BATTERY_AGE} beside
 * @param low lower end in the unit of the place's last word, milliseconds for a latency; of several numbers the first one's
 * @param high upper end
 */
public record OpenValue(String profile, String quantity, double low, double high) {
    /** Share of the capacity that is left. */
    public static final String BATTERY_AGE = "battery age";
}
