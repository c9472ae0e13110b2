package org.framebudget.ui.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import org.framebudget.ui.charts.ChartColours;

/** Light or dark: AtlantaFX's Primer, and the charts' colours that go with it. */
public enum Theme {
    LIGHT(new PrimerLight(), new ChartColours(false)),
    DARK(new PrimerDark(), new ChartColours(true));

    private final atlantafx.base.theme.Theme sheet;
    private final ChartColours colours;

    Theme(atlantafx.base.theme.Theme sheet, ChartColours colours) {
        this.sheet = sheet;
        this.colours = colours;
    }

    /** Style sheet of the controls. */
    public String sheet() {
        return sheet.getUserAgentStylesheet();
    }

    /** Colours of the charts. */
    public ChartColours colours() {
        return colours;
    }

    /** The other one. */
    public Theme other() {
        return this == LIGHT ? DARK : LIGHT;
    }
}
