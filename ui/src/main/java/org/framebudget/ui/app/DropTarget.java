package org.framebudget.ui.app;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/** Takes files that are dropped on a part of the window. */
final class DropTarget {
    private static final String STYLE = "drop-target";

    private DropTarget() {}

    /** @param take whether the files were of use */
    static void install(Node on, Predicate<List<Path>> take) {
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

    private static void dropped(DragEvent event, Predicate<List<Path>> take) {
        List<File> files = event.getDragboard().getFiles();
        event.setDropCompleted(
                !files.isEmpty() && take.test(files.stream().map(File::toPath).toList()));
        event.consume();
    }
}
