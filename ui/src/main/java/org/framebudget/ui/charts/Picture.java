package org.framebudget.ui.charts;

import java.awt.Graphics2D;

/** A drawing of a certain size. */
public interface Picture {
    /** Of all pictures, so that they stand below each other. */
    int WIDTH_PX = 1000;

    /** From its top to its foot. */
    int heightPx();

    /** Draws it into the upper left corner. */
    void draw(Graphics2D g2);
}
