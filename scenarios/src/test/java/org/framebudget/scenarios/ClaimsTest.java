package org.framebudget.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.framebudget.scenarios.Claim.Verdict;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    static final List<Claim> CLAIMS = ClaimsCommand.audit(Library.in(Shipped.FOLDER));
    private static final Map<String, Claim> BY_ID =
            CLAIMS.stream().collect(Collectors.toMap(Claim::id, Function.identity()));

    private static Claim claim(String id) {
        Claim claim = BY_ID.get(id);
        assertNotNull(claim, id);
        return claim;
    }

    @Test
    void everyClaimHasItsVerdict() {
        assertEquals(
                Map.of(
                        "npu-latency", Verdict.CONDITIONAL,
                        "low-end-8x", Verdict.CONDITIONAL,
                        "throttling", Verdict.NOT_SUPPORTED,
                        "pi4-coral", Verdict.CONDITIONAL,
                        "pi4-coral-energy", Verdict.NOT_SUPPORTED,
                        "core-ml-30ms", Verdict.SUPPORTED,
                        "power-300mw", Verdict.NOT_SUPPORTED,
                        "33ms-frame-start", Verdict.CONDITIONAL,
                        "memory-50mb", Verdict.CONDITIONAL,
                        "cloud-200ms", Verdict.CONDITIONAL),
                CLAIMS.stream().collect(Collectors.toMap(Claim::id, Claim::verdict)));
    }

    @Test
    void whatRestsOnAssumptionsSaysOnWhich() {
        for (String id : List.of("throttling", "pi4-coral-energy", "power-300mw", "memory-50mb", "cloud-200ms")) {
            assertFalse(claim(id).assumed().isEmpty(), id);
        }
    }

    /** 12 mW h / 120: 0.10 mWh is 360 mJ, and 360 mJ over 12 ms is 30 W. */
    @Test
    void theEnergyClaimIsTranslatedIntoWatts() {
        Claim energy = claim("pi4-coral-energy");
        assertEquals(30, 0.10 * 3600 / 12, 1e-9);
        assertTrue(energy.stated().contains("30 W"));
        assertTrue(energy.low() < energy.value() && energy.value() < 360);
    }

    @Test
    void theSlowdownOfLowEndPhonesComesFromPairsOfOneRuntime() {
        Claim pairs = claim("low-end-8x");
        assertEquals(6, pairs.value(), 1);
        assertTrue(pairs.low() > 1.5 && pairs.high() < 15);
    }

    @Test
    void theSkinPolicyTakesMinutes() {
        assertTrue(claim("throttling").value() > 60);
        assertTrue(claim("throttling").simulated().contains("skin policy"));
    }

    @Test
    void theTextNamesClaimNumbersAndVerdict() {
        String text = ClaimsCommand.text(claim("pi4-coral"));
        assertTrue(text.contains("stated") && text.contains("simulated") && text.contains("CONDITIONAL"), text);
    }

    @Test
    void theTextCarriesTheRangeWithWhatItIsAndTheConditions() {
        String text = ClaimsCommand.text(claim("pi4-coral"));
        assertTrue(text.contains("95 % interval of a new measurement with the stick"), text);
        assertTrue(text.contains("conditions") && text.contains("300 x 300"), text);
        for (Claim one : CLAIMS) {
            assertTrue(one.low() != null && !one.rangeOf().isEmpty(), one.id());
        }
    }
}
