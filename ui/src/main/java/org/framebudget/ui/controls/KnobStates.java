package org.framebudget.ui.controls;

import javafx.css.PseudoClass;

/** Marks for the style sheet. */
final class KnobStates {
    /** Nobody measured or published what is chosen. */
    static final PseudoClass UNKNOWN = PseudoClass.getPseudoClass("unknown");

    private KnobStates() {}
}
