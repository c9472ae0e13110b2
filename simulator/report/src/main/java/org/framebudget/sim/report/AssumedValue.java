package org.framebudget.sim.report;

/**
 * A profile value in use that nobody measured.
 *
 * @param profile profile id
 * @param key path of the value in the profile, with its unit, as in {@code thermal.skin.to_ambient_k_per_w}
 * @param value the number used; NaN for a curve, which has no single one
 * @param low lower end of the plausible range
 * @param high upper end of the plausible range
 * @param note why this range, in a few words; may be empty
 */
public record AssumedValue(String profile, String key, double value, double low, double high, String note) {}
