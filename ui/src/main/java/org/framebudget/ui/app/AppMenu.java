package org.framebudget.ui.app;

import java.nio.file.Path;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ListChangeListener;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.VBox;
import org.framebudget.ui.open.RecentNames;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** The menus with their shortcuts. */
final class AppMenu extends MenuBar {
    private final Menu recent = new Menu(Texts.get("menu.recent"));
    private final Menu export = new Menu(Texts.get("menu.export"));
    private final Commands commands;

    /** What the menus do beyond files. */
    interface View {
        void runOrPause();

        void step();

        void otherTheme();

        void pin();

        void resetAll();

        void about();

        void hardware();
    }

    /**
     * All menus.
     *
     * @param nothing whether nothing is open
     */
    AppMenu(Commands commands, View view, ObservableBooleanValue nothing) {
        this.commands = commands;
        setId("menu");
        setAccessibleText(Texts.get("menu"));
        MenuItem save = item("menu.save", shortcut(KeyCode.S), commands::saveAs);
        MenuItem copy = item("menu.copy", null, commands::copyArguments);
        MenuItem run = item("menu.run", new KeyCodeCombination(KeyCode.SPACE), view::runOrPause);
        MenuItem step = item("menu.step", new KeyCodeCombination(KeyCode.PERIOD), view::step);
        MenuItem pin = item("menu.pin", shortcut(KeyCode.P), view::pin);
        MenuItem reset = item("menu.reset", shortcut(KeyCode.R), view::resetAll);
        MenuItem hardware = item("menu.hardware", null, view::hardware);
        for (MenuItem of : new MenuItem[] {save, copy, run, step, pin, reset, hardware}) {
            of.disableProperty().bind(nothing);
        }
        // whoever can export something adds it here
        export.visibleProperty().bind(Bindings.isNotEmpty(export.getItems()));
        export.disableProperty().bind(nothing);
        Menu file = new Menu(Texts.get("menu.file"));
        file.getItems()
                .addAll(
                        item("menu.open", shortcut(KeyCode.O), commands::open),
                        item("menu.gallery", shortcut(KeyCode.G), commands.opener()::showStart),
                        recent,
                        new SeparatorMenuItem(),
                        save,
                        copy,
                        export,
                        new SeparatorMenuItem(),
                        item("menu.quit", shortcut(KeyCode.Q), commands::quit));
        Menu runs = new Menu(Texts.get("menu.simulation"));
        runs.getItems().addAll(run, step, hardware, new SeparatorMenuItem(), pin, reset);
        Menu looks = new Menu(Texts.get("menu.view"));
        looks.getItems().add(item("menu.theme", shortcut(KeyCode.T), view::otherTheme));
        Menu help = new Menu(Texts.get("menu.help"));
        help.getItems().add(item("menu.about", new KeyCodeCombination(KeyCode.F1), view::about));
        getMenus().addAll(file, runs, looks, help);
        commands.opener().recent().addListener((ListChangeListener<Path>) change -> showRecent());
        showRecent();
    }

    private static KeyCombination shortcut(KeyCode code) {
        return new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN);
    }

    private static MenuItem item(String key, @Nullable KeyCombination keys, Runnable action) {
        MenuItem item = new MenuItem(Texts.get(key));
        item.setId(key);
        item.setOnAction(event -> action.run());
        if (keys != null) {
            item.setAccelerator(keys);
        }
        return item;
    }

    private void showRecent() {
        recent.getItems().clear();
        for (Path file : commands.opener().recent()) {
            Label name = new Label(RecentNames.of(file));
            Label folder = new Label(String.valueOf(file.getParent()));
            folder.getStyleClass().addAll("quiet", "small");
            CustomMenuItem item = new CustomMenuItem(new VBox(name, folder));
            item.setOnAction(event -> commands.opener().openRecent(file));
            recent.getItems().add(item);
        }
        recent.setDisable(recent.getItems().isEmpty());
    }

    /** Where exports are offered; not shown while it is empty. */
    Menu export() {
        return export;
    }
}
