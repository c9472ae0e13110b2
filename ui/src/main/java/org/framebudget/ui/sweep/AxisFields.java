package org.framebudget.ui.sweep;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** One axis: what varies, and its values, typed or ticked. */
final class AxisFields extends HBox {
    private final ComboBox<SweptKey> key = new ComboBox<>();
    private final TextField values = new TextField();
    private final MenuButton choices = new MenuButton();
    private List<SweptKey> keys = List.of();

    /**
     * Fields with something in them.
     *
     * @param changed told after each change
     * @param removed told when the axis is to go
     */
    AxisFields(List<SweptKey> known, SweptKey first, Runnable changed, Runnable removed) {
        super(6);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("sweep-axis");
        key.setEditable(true);
        key.setConverter(new KeyWords());
        key.setCellFactory(view -> new KeyCell());
        key.setAccessibleText(Texts.get("sweep.key"));
        key.getEditor().setAccessibleText(Texts.get("sweep.key"));
        key.setTooltip(new Tooltip(Texts.get("sweep.key.tip")));
        key.setPrefWidth(250);
        key.setMinWidth(120);
        values.setAccessibleText(Texts.get("sweep.values"));
        values.setTooltip(new Tooltip(Texts.get("sweep.values.tip")));
        values.setMinWidth(80);
        values.getStyleClass().add("sweep-values");
        HBox.setHgrow(values, Priority.ALWAYS);
        choices.setAccessibleText(Texts.get("sweep.choices"));
        choices.setTooltip(new Tooltip(Texts.get("sweep.choices")));
        choices.setMinWidth(Region.USE_PREF_SIZE);
        choices.setOnShowing(event -> showChoices());
        Button remove = new Button(null, new FontIcon(Feather.X));
        remove.getStyleClass().addAll("button-icon", "flat", "sweep-remove");
        remove.setAccessibleText(Texts.get("sweep.remove"));
        remove.setTooltip(new Tooltip(Texts.get("sweep.remove")));
        remove.setOnAction(event -> removed.run());
        getChildren().addAll(key, values, choices, remove);
        key.valueProperty().addListener((property, old, now) -> {
            if (now != null && (old == null || !old.key().equals(now.key()))) {
                values.setText(now.values());
            }
            showChoosing();
            changed.run();
        });
        key.getEditor().textProperty().addListener((property, old, now) -> changed.run());
        values.textProperty().addListener((property, old, now) -> changed.run());
        show(known);
        key.setValue(first);
    }

    /** What can be swept is known, or is something else now; what stands in the fields stays. */
    void show(List<SweptKey> known) {
        keys = known;
        SweptKey before = key.getValue();
        key.getItems().setAll(known);
        if (before != null) {
            key.setValue(find(before.key()));
        }
        showChoosing();
    }

    AxisText text() {
        SweptKey chosen = key.getValue();
        String typed = key.getEditor().getText();
        // what was typed and not left yet counts as well; before it is first seen the editor has nothing
        String now = key.getSkin() == null ? (chosen == null ? "" : chosen.key()) : typed == null ? "" : typed;
        return new AxisText(now.strip(), values.getText());
    }

    private SweptKey find(String text) {
        return keys.stream()
                .filter(known -> known.key().equals(text) || known.name().equals(text))
                .findFirst()
                .orElse(new SweptKey(text, text, "", List.of()));
    }

    private void showChoosing() {
        SweptKey now = key.getValue();
        boolean some = now != null && !now.choices().isEmpty();
        choices.setVisible(some);
        choices.setManaged(some);
        if (choices.getItems().isEmpty()) {
            // one without items does not open, so that it would never ask for them
            choices.getItems().add(new CheckMenuItem(""));
        }
    }

    private void showChoices() {
        SweptKey now = key.getValue();
        Set<String> chosen = chosen();
        List<CheckMenuItem> items = new ArrayList<>();
        for (String choice : now == null ? List.<String>of() : now.choices()) {
            CheckMenuItem item = new CheckMenuItem(choice);
            item.setMnemonicParsing(false);
            item.setSelected(chosen.contains(choice));
            item.setOnAction(event -> toggle(choice, item.isSelected()));
            items.add(item);
        }
        choices.getItems().setAll(items);
    }

    private Set<String> chosen() {
        Set<String> chosen = new LinkedHashSet<>();
        Stream.of(values.getText().split(","))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .forEach(chosen::add);
        return chosen;
    }

    private void toggle(String choice, boolean on) {
        Set<String> chosen = chosen();
        if (on) {
            chosen.add(choice);
        } else {
            chosen.remove(choice);
        }
        values.setText(String.join(", ", chosen));
    }

    /** In the field the key, which another program takes as well. */
    private final class KeyWords extends StringConverter<SweptKey> {
        @Override
        public String toString(@Nullable SweptKey known) {
            return known == null ? "" : known.key();
        }

        @Override
        public SweptKey fromString(String text) {
            return find(text.strip());
        }
    }

    /** In the list its name as well. */
    private static final class KeyCell extends ListCell<SweptKey> {
        @Override
        protected void updateItem(SweptKey known, boolean empty) {
            super.updateItem(known, empty);
            setText(empty || known == null ? null : Texts.get("sweep.key.item", known.name(), known.key()));
        }
    }
}
