package org.framebudget.sim.scenario;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Users who differ in their device and in the air around it.
 *
 * @param device id of the scenario's device that stands for theirs
 * @param devices shares of users by profile; they sum to 1 within 0.001
 * @param source where the shares come from; absent: nobody counted, they are ASSUMED
 * @param ambients shares of users by ambient, independent of the profile; empty for the scenario's own
 * @param ambientSource where those come from; absent: they are ASSUMED
 */
public record PopulationSpec(
        String device,
        List<ProfileShare> devices,
        @Nullable String source,
        List<AmbientShare> ambients,
        @Nullable String ambientSource) {

    /**
     * Users of one profile.
     *
     * @param profile profile id or path
     * @param unit that runs all inferences; absent for the fastest that can
     */
    public record ProfileShare(
            String profile, double shareFraction, @Nullable String unit) {}

    /** Users in one air temperature. */
    public record AmbientShare(double ambientDegC, double shareFraction) {}
}
