package org.framebudget.ui.app;

import java.nio.file.Path;
import java.util.List;
import javafx.application.Platform;
import org.framebudget.scenarios.Library;
import org.framebudget.ui.open.Card;
import org.framebudget.ui.open.StartPage;

/** The scenarios that come with the program. */
final class Gallery {
    private static final String EXAMPLE = "phone-throttling";

    private Gallery() {}

    /** The one that shows most. */
    static Path example() {
        return Library.installed().entries().stream()
                .filter(entry -> entry.name().equals(EXAMPLE))
                .map(Library.Entry::file)
                .findFirst()
                .orElseThrow();
    }

    /** Reads the cards in the background: the window does not wait for them. */
    static void fill(StartPage page) {
        Thread reader = new Thread(
                () -> {
                    List<Card> cards = Card.all(Library.installed());
                    Platform.runLater(() -> page.showCards(cards));
                },
                "gallery");
        reader.setDaemon(true);
        reader.start();
    }
}
