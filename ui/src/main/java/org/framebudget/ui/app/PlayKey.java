package org.framebudget.ui.app;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuBar;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/**
 * The space key plays and pauses wherever it has no meaning of its own. A menu's shortcut alone does not: panes that scroll
 * take this key for a page down.
 */
final class PlayKey {
    private static final Set<AccessibleRole> PRESSED = EnumSet.of(AccessibleRole.BUTTON, AccessibleRole.HYPERLINK);

    private PlayKey() {}

    static void install(Node on, BooleanSupplier open, Runnable play) {
        on.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            boolean bare = !event.isShortcutDown() && !event.isAltDown() && !event.isShiftDown();
            if (event.getCode() == KeyCode.SPACE
                    && bare
                    && !ownMeaning(on.getScene().getFocusOwner())) {
                play.run();
                event.consume();
            }
        });
    }

    private static boolean ownMeaning(@Nullable Node focused) {
        // a number that leads to its sources, and a card that does, are pressed with it
        return (focused != null && PRESSED.contains(focused.getAccessibleRole()))
                || focused instanceof ButtonBase
                || focused instanceof TextInputControl
                || focused instanceof ComboBoxBase
                || focused instanceof ChoiceBox
                || focused instanceof ListView
                || focused instanceof TableView
                || focused instanceof MenuBar;
    }
}
