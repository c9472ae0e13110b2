package org.framebudget.ui.evidence;

import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.framebudget.ui.text.Texts;

/** A number that leads to what it rests on: by a click, or by the space bar or Enter where it has the focus. */
public final class SourceLink {
    private static final double TIP_WIDTH_PX = 520;

    private SourceLink() {}

    /** A number that leads to what it rests on; a dash has nothing behind it. */
    public static Label number(String text, Runnable open) {
        Label label = new Label(text);
        if (!text.equals("–")) {
            install(label, open);
        }
        return label;
    }

    /** Makes a label lead somewhere; its tooltip is {@link #tip}'s. */
    public static void install(Label label, Runnable open) {
        label.getStyleClass().add("sourced");
        label.setFocusTraversable(true);
        label.setAccessibleRole(AccessibleRole.HYPERLINK);
        label.setAccessibleHelp(Texts.get("evidence.link"));
        label.setCursor(Cursor.HAND);
        if (label.getTooltip() == null) {
            tip(label, "");
        }
        label.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                open.run();
            }
        });
        label.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.SPACE || event.getCode() == KeyCode.ENTER) {
                open.run();
                event.consume();
            }
        });
    }

    /** What a label says in full, and that it leads somewhere. */
    public static void tip(Label label, String text) {
        plainTip(label, (text.isEmpty() ? "" : text + "\n") + Texts.get("evidence.link"));
    }

    /** What a label says in full. */
    public static void plainTip(Label label, String text) {
        Tooltip known = label.getTooltip();
        if (known != null) {
            known.setText(text);
            return;
        }
        Tooltip tip = new Tooltip(text);
        tip.setWrapText(true);
        tip.setMaxWidth(TIP_WIDTH_PX);
        label.setTooltip(tip);
    }
}
