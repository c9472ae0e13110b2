package org.framebudget.ui.text;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** Labels of the bundle's words that stand in several views alike. */
public final class Labels {
    private Labels() {}

    /** What stands over a group of controls or figures. */
    public static Label heading(String key) {
        Label label = new Label(Texts.get(key));
        label.getStyleClass().add("heading");
        return label;
    }

    /** What stands over a column, never shortened. */
    public static Label column(String key) {
        return plain(Texts.get(key));
    }

    /** Small quiet words that are no text of the bundle, never shortened. */
    public static Label plain(String words) {
        Label label = new Label(words);
        label.getStyleClass().addAll("quiet", "small");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }
}
