package org.framebudget.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.framebudget.devices.battery.BatteryKnownAnswersTest;
import org.framebudget.devices.latency.LognormalPercentilesTest;
import org.framebudget.devices.power.PowerKnownAnswersTest;
import org.framebudget.devices.thermal.ThermalKnownAnswersTest;
import org.junit.jupiter.api.Test;

class KnownAnswersTest {
    @Test
    void everyRowBelongsToExactlyOneTestClass() {
        Set<String> cases = new TreeSet<>();
        KnownAnswers.all().forEach(r -> cases.add(r.id()));
        Set<String> tested = new TreeSet<>();
        Stream.of(
                        ThermalKnownAnswersTest.CASES,
                        PowerKnownAnswersTest.CASES,
                        BatteryKnownAnswersTest.CASES,
                        LognormalPercentilesTest.CASES)
                .flatMap(Stream::of)
                .forEach(id -> assertTrue(tested.add(id), id + " is tested twice"));
        assertEquals(cases, tested);
        assertEquals(65, KnownAnswers.all().size());
    }
}
