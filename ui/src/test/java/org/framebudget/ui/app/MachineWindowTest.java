package org.framebudget.ui.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import javafx.scene.control.Button;
import javafx.scene.control.Tab;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import org.junit.jupiter.api.Test;

/** A real run from the window. */
final class MachineWindowTest extends WindowTest {
    @Test
    void aNetworkIsMeasuredOnThisMachineAndItsFiguresStandInTheTable() {
        on(() -> {
            Tab tab = window.view().tabs().getTabs().stream()
                    .filter(each -> "tab.machine".equals(each.getId()))
                    .findFirst()
                    .orElseThrow();
            window.view().tabs().getSelectionModel().select(tab);
            return true;
        });
        TextField seconds = node("#machine-seconds", TextField.class);
        on(() -> {
            seconds.setText("0.1");
            return true;
        });
        click(node("#machine-measure", Button.class));
        await(window.view().machineRuns().progressProperty(), share -> share.doubleValue() >= 1);
        GridPane table = node("#machine-rows", GridPane.class);
        assertEquals(
                7,
                on(() -> table.getChildren().stream()
                        .filter(node -> Integer.valueOf(1).equals(GridPane.getRowIndex(node)))
                        .count()));
        assertNotNull(on(() -> window.view().machineRuns().machineProperty().get()));
    }
}
