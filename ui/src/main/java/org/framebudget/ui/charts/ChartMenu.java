package org.framebudget.ui.charts;

import java.util.function.Supplier;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What can be done with a chart: a button on its card, the right mouse button, and the keyboard's menu key. */
public final class ChartMenu extends Button {
    private final ContextMenu menu = new ContextMenu();

    /**
     * For a card; the button has still to be placed on it.
     *
     * @param card where the mouse and the keyboard ask for it
     * @param chart what is on it now; absent where it is empty
     */
    public ChartMenu(Node card, Supplier<? extends @Nullable ChartFile> chart) {
        super(null, new FontIcon(Feather.MORE_HORIZONTAL));
        getStyleClass().setAll("chart-menu");
        setTooltip(new Tooltip(Texts.get("chart.menu")));
        setAccessibleText(Texts.get("chart.menu"));
        for (ChartFile.Format format : ChartFile.Format.values()) {
            MenuItem item = new MenuItem(Texts.get("chart.export." + format));
            item.setId("chart-" + format.ending());
            item.setOnAction(event -> {
                ChartFile file = chart.get();
                if (file != null) {
                    card.fireEvent(new ChartExport(file, format));
                }
            });
            menu.getItems().add(item);
        }
        setOnAction(event -> show(this));
        card.addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, event -> {
            menu.show(card, event.getScreenX(), event.getScreenY());
            event.consume();
        });
        card.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.CONTEXT_MENU || event.getCode() == KeyCode.F10 && event.isShiftDown()) {
                show(this);
                event.consume();
            }
        });
    }

    /** Head of a card: its title, and this at the end. */
    public HBox beside(Label title) {
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        setMinWidth(USE_PREF_SIZE);
        return new HBox(10, title, this);
    }

    private void show(Node at) {
        if (!menu.isShowing()) {
            menu.show(at, Side.BOTTOM, 0, 0);
        }
    }

    ContextMenu menu() {
        return menu;
    }
}
