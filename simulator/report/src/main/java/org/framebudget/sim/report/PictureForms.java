package org.framebudget.sim.report;

/** The outlines of marks. */
final class PictureForms {
    private PictureForms() {}

    /** Parts, each of points to go through; one of more than two points is closed. A circle has none. */
    static double[][][] of(Picture.Form form, double x, double y, double sizePt) {
        double r = sizePt / 2;
        return switch (form) {
            case CIRCLE -> new double[0][][];
            case SQUARE ->
                new double[][][] {
                    {
                        {x - 0.9 * r, y - 0.9 * r},
                        {x + 0.9 * r, y - 0.9 * r},
                        {x + 0.9 * r, y + 0.9 * r},
                        {x - 0.9 * r, y + 0.9 * r}
                    }
                };
            case TRIANGLE -> new double[][][] {{{x, y - 1.1 * r}, {x + r, y + 0.8 * r}, {x - r, y + 0.8 * r}}};
            case DIAMOND -> new double[][][] {{{x, y - 1.2 * r}, {x + 1.2 * r, y}, {x, y + 1.2 * r}, {x - 1.2 * r, y}}};
            case CROSS -> new double[][][] {{{x - r, y - r}, {x + r, y + r}}, {{x - r, y + r}, {x + r, y - r}}};
            case PLUS -> new double[][][] {{{x - r, y}, {x + r, y}}, {{x, y - r}, {x, y + r}}};
        };
    }
}
