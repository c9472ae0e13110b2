package org.framebudget.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.framebudget.sim.planner.Basis;
import org.framebudget.sim.planner.DeviceChoice;
import org.framebudget.sim.planner.PlanResult;
import org.junit.jupiter.api.Test;

/** The phone that does best in its first minute is not the one for half an hour. */
class FourPhonesScenarioTest {
    private static final DeviceChoice CHOICE = Shipped.choice("four-phones-half-an-hour");

    private static Map<String, Integer> ranks(Function<PlanResult.DeviceRank, Integer> minute) {
        return CHOICE.devices().stream()
                .collect(Collectors.toMap(
                        PlanResult.DeviceRank::profile, device -> Objects.requireNonNull(minute.apply(device))));
    }

    @Test
    void heatTurnsTheOrderOfTheFirstTwoRound() {
        assertEquals(
                Map.of("pixel-6", 1, "pixel-3", 2, "pixel-4", 3, "pixel-2", 4),
                ranks(PlanResult.DeviceRank::rankMinute1));
        assertEquals(
                Map.of("pixel-3", 1, "pixel-6", 2, "pixel-4", 3, "pixel-2", 4),
                ranks(PlanResult.DeviceRank::rankMinute30));
    }

    @Test
    void theLongRunIsRecommendedUnlessTheFirstMinuteIsAskedFor() {
        PlanResult.Recommendation sustained = CHOICE.recommended(Basis.SUSTAINED);
        PlanResult.Recommendation burst = CHOICE.recommended(Basis.BURST);
        assertNotNull(sustained);
        assertNotNull(burst);
        assertEquals(List.of("pixel-3", "sustained"), List.of(sustained.profile(), sustained.basis()));
        assertEquals(List.of("pixel-6", "burst"), List.of(burst.profile(), burst.basis()));
        // each names the device that the other measure would choose
        assertTrue(sustained.why().contains("pixel-6 does in minute 1"), sustained.why());
        assertTrue(burst.why().contains("pixel-3 does in minute 30"), burst.why());
    }
}
