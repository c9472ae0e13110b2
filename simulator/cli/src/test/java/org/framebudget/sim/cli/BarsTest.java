package org.framebudget.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class BarsTest {
    @Test
    void aBarIsAsLongAsItsShareAndNeverEmptyAboveZero() {
        Bars bars = new Bars(true);
        assertEquals("████", bars.bar(2, 2, 4));
        assertEquals("██▌", bars.bar(1.25, 2, 4));
        assertEquals("▏", bars.bar(1e-6, 2, 4));
        assertEquals("", bars.bar(0, 2, 4));
        assertEquals("##", new Bars(false).bar(1, 2, 4));
    }

    @Test
    void aCurveRunsFromTheLowestSignToTheHighest() {
        List<Double> line = List.of(3.0, 3.5, 4.0);
        assertEquals("▁▅█", new Bars(true).curve(line, 3));
        assertEquals("_=#", new Bars(false).curve(line, 3).replace('~', '='));
        assertEquals("▁▁", new Bars(true).curve(List.of(1.0, 1.0), 2));
    }
}
