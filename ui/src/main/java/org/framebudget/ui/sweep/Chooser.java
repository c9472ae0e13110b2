package org.framebudget.ui.sweep;

import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** A list to choose one of, with its name before it. */
final class Chooser<T> extends HBox {
    private final ComboBox<T> box = new ComboBox<>();
    private List<String> names = List.of();
    private boolean showing;

    /** @param key of its name in the texts */
    Chooser(String key) {
        super(6);
        setAlignment(Pos.CENTER_LEFT);
        Label name = new Label(Texts.get(key));
        name.getStyleClass().addAll("quiet", "small");
        name.setMinWidth(Region.USE_PREF_SIZE);
        box.setId(key.replace('.', '-'));
        box.setAccessibleText(Texts.get(key));
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable T one) {
                int at = one == null ? -1 : box.getItems().indexOf(one);
                return at < 0 || at >= names.size() ? "" : names.get(at);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("one is chosen, not typed");
            }
        });
        getChildren().addAll(name, box);
    }

    void onChosen(Consumer<T> told) {
        box.valueProperty().addListener((property, old, now) -> {
            if (!showing && now != null) {
                told.accept(now);
            }
        });
    }

    /** Items with their names, and which of them it is now. */
    void show(List<T> items, List<String> itemNames, T now) {
        showing = true;
        names = itemNames;
        if (!box.getItems().equals(items)) {
            box.getItems().setAll(items);
        }
        box.setValue(now);
        showing = false;
    }
}
