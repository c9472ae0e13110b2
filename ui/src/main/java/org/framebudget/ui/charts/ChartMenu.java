package org.framebudget.ui.charts;

import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.framebudget.ui.text.Texts;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What can be done with a chart: a button on its card, the right mouse button, and the keyboard's menu key. */
final class ChartMenu extends Button {
    private final ContextMenu menu = new ContextMenu();

    /** @param card the chart */
    ChartMenu(ChartPane card) {
        super(null, new FontIcon(Feather.MORE_HORIZONTAL));
        getStyleClass().setAll("chart-menu");
        setTooltip(new Tooltip(Texts.get("chart.menu")));
        setAccessibleText(Texts.get("chart.menu"));
        for (ChartShot.Format format : ChartShot.Format.values()) {
            MenuItem item = new MenuItem(Texts.get("chart.export." + format));
            item.setId("chart-" + format.ending());
            item.setOnAction(event -> card.fireEvent(new ChartExport(card.shot(), format)));
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

    private void show(Node at) {
        if (!menu.isShowing()) {
            menu.show(at, Side.BOTTOM, 0, 0);
        }
    }

    ContextMenu menu() {
        return menu;
    }
}
