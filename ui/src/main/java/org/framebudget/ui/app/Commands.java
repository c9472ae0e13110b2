package org.framebudget.ui.app;

import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.framebudget.ui.open.FileDialogs;
import org.framebudget.ui.open.Opener;

/** What buttons and menu entries do to files. */
final class Commands {
    private final Opener opener;
    private final FileDialogs dialogs;
    private final Runnable quit;

    Commands(Opener opener, FileDialogs dialogs, Runnable quit) {
        this.opener = opener;
        this.dialogs = dialogs;
        this.quit = quit;
    }

    void open() {
        dialogs.open().ifPresent(opener::openSoon);
    }

    void saveAs() {
        opener.saveAs();
    }

    FileDialogs dialogs() {
        return dialogs;
    }

    void copyArguments() {
        ClipboardContent content = new ClipboardContent();
        content.putString(opener.arguments());
        Clipboard.getSystemClipboard().setContent(content);
    }

    void quit() {
        quit.run();
    }

    Opener opener() {
        return opener;
    }
}
