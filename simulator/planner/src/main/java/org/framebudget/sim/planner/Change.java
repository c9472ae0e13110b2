package org.framebudget.sim.planner;

import java.util.Set;
import org.framebudget.models.catalogue.NetworkInfo;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * One thing that could be done otherwise.
 *
 * @param givenUp how much of what the kind gives up, 0 to 1: frames, pixels, published accuracy
 * @param text what changes, in plain words
 * @param network whose published accuracy holds for it; absent where none does
 * @param foreign ids of devices that are not the user's: no objective on devices is held against them, and nothing they take is
 *     counted
 */
record Change(
        Kind kind,
        double givenUp,
        String text,
        Scenario scenario,
        @Nullable NetworkInfo network,
        Set<String> foreign) {
    /** What it costs, cheapest first: decision 19. */
    enum Kind {
        /** The same work in another order or place. */
        SETTING,
        FEWER_FRAMES,
        PRECISION,
        FEWER_PIXELS,
        NETWORK,
        /** Another one's hardware, and images leave the device. */
        OFFLOAD,
        HARDWARE
    }

    Change(Kind kind, double givenUp, String text, Scenario scenario, @Nullable NetworkInfo network) {
        this(kind, givenUp, text, scenario, network, Set.of());
    }
}
