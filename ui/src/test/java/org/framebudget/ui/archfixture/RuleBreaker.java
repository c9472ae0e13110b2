package org.framebudget.ui.archfixture;

import java.awt.Point;
import java.time.Instant;
import java.util.Random;

/** Does what the product must not do, so that a test can see the rules catch it. */
public final class RuleBreaker {
    /** Breaks five rules. */
    public Point breakRules() {
        System.out.println(Instant.now() + " " + System.nanoTime());
        return new Point(new Random(1).nextInt(), (int) Math.exp(1));
    }
}
