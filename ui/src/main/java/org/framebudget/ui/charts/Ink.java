package org.framebudget.ui.charts;

/** What a colour means; {@link ChartColours} has its shade in each theme. */
public enum Ink {
    BLUE,
    ORANGE,
    GREEN,
    RED,
    PURPLE,
    SKY,
    QUIET,
    /** A result from before. */
    GHOST,
    /** What has to be seen first: as dark as text. */
    STRONG;

    private static final Ink[] SERIES = {BLUE, ORANGE, GREEN, PURPLE, SKY, QUIET};

    /** Colours for things that only have to be told apart. */
    public static Ink series(int index) {
        return SERIES[index % SERIES.length];
    }
}
