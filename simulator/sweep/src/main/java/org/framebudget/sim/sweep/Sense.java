package org.framebudget.sim.sweep;

/** Which of two values of a result is better. */
public enum Sense {
    LESS,
    MORE,
    /** None by itself: what was asked for, or a time that is absent where all is well. */
    NONE;

    /** That of a result by its name; {@link #NONE} for one that does not exist. */
    public static Sense of(String result) {
        return Outputs.find(result).map(Output::sense).orElse(NONE);
    }
}
