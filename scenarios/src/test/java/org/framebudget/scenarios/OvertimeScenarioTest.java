package org.framebudget.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.framebudget.sim.planner.Overtime;
import org.junit.jupiter.api.Test;

/** The benchmark that counted overtime queries, at its own number of queries. */
class OvertimeScenarioTest {
    @Test
    void twoPicturesHoldAt99PercentConfidenceAndThreeDoNot() {
        Overtime.Answer answer = Shipped.overtime(Overtime.Question.BENCHMARK, 2);
        assertEquals(2, answer.most());
        assertEquals(50, answer.intervalMs());
        Overtime.Step two = answer.at();
        Overtime.Step three = answer.next();
        assertNotNull(two);
        assertNotNull(three);
        assertTrue(two.queries() >= 270_336, two.toString());
        assertTrue(two.upperFraction() <= 0.01, two.toString());
        assertEquals(3, three.size());
        assertTrue(three.overtimeFraction() > 0.01, three.toString());
    }

    @Test
    void theSameSeedGivesTheSameAnswerOnAnyNumberOfThreads() {
        Overtime.Question few = new Overtime.Question("inferences", 20_000, 0.99);
        assertEquals(Shipped.overtime(few, 1), Shipped.overtime(few, 3));
    }
}
