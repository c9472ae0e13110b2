package org.framebudget.ui.app;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/** Takes files that are dropped on a part of the window. */
final class DropTarget {
    private static final String STYLE = "drop-target";

    private DropTarget() {}

    /** @param take given the files after the gesture */
    static void install(Node on, Consumer<List<Path>> take) {
        on.setOnDragOver(event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY);
            }
            event.consume();
        });
        on.setOnDragEntered(event -> {
            if (event.getDragboard().hasFiles() && !on.getStyleClass().contains(STYLE)) {
                on.getStyleClass().add(STYLE);
            }
        });
        on.setOnDragExited(event -> on.getStyleClass().remove(STYLE));
        on.setOnDragDropped(event -> dropped(event, take));
    }

    private static void dropped(DragEvent event, Consumer<List<Path>> take) {
        List<Path> files =
                event.getDragboard().getFiles().stream().map(File::toPath).toList();
        event.setDropCompleted(!files.isEmpty());
        event.consume();
        if (!files.isEmpty()) {
            // a question to the user within the gesture would hold the other program
            Platform.runLater(() -> take.accept(files));
        }
    }
}
