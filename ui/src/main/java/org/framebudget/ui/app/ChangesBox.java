package org.framebudget.ui.app;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.framebudget.ui.compare.PinRows;
import org.framebudget.ui.session.Question;
import org.framebudget.ui.session.Session;
import org.framebudget.ui.text.Labels;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** What was changed since the scenario was opened, and what can be done with the changes. */
final class ChangesBox extends VBox {
    private final VBox lines = new VBox(3);
    private final List<Button> ofChanges;

    ChangesBox(Session session, Commands commands) {
        super(6);
        Button reset = button("changes.reset", "reset-all", session::resetAll);
        Button pin = button("changes.pin", "pin", session::pin);
        Button save = button("save.as", "save-as", commands::saveAs);
        Button copy = button("save.copy", "copy-arguments", commands::copyArguments);
        copy.setTooltip(new Tooltip(Texts.get("save.copy.tip")));
        ofChanges = List.of(reset, save, copy);
        getChildren().addAll(Labels.heading("changes.heading"), lines, new FlowPane(6, 6, reset, save, copy, pin));
    }

    private static Button button(String key, String id, Runnable action) {
        Button button = new Button(Texts.get(key));
        button.setId(id);
        button.setOnAction(event -> action.run());
        return button;
    }

    /** Another question; null where nothing is open. */
    void show(@Nullable Question question) {
        ofChanges.forEach(button ->
                button.setDisable(question == null || question.changes().isEmpty()));
        lines.getChildren().clear();
        if (question == null) {
            return;
        }
        PinRows.differences(question).forEach(this::add);
        if (lines.getChildren().isEmpty()) {
            add(Texts.get("changes.none"));
        }
    }

    private void add(String line) {
        Label label = new Label(line);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll("quiet", "small");
        lines.getChildren().add(label);
    }
}
