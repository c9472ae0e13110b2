package org.framebudget.ui.session;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.framebudget.ui.session.Session.Pin;

/** Results that were kept to compare with, oldest first. */
final class Pins {
    /** Side by side in one table at most. */
    static final int MOST = 4;

    private final ObservableList<Pin> kept = FXCollections.observableArrayList();
    // held: a view that nobody holds forgets its listeners
    private final ObservableList<Pin> shown = FXCollections.unmodifiableObservableList(kept);

    /** One more: in the place of one with the same changes, or of the oldest where there are too many. */
    void add(Answer answer) {
        kept.removeIf(pin ->
                pin.answer().question().changes().equals(answer.question().changes()));
        if (kept.size() == MOST) {
            kept.remove(0);
        }
        kept.add(new Pin(Differences.label(answer.question()), answer.withoutFrames()));
    }

    void remove(Pin pin) {
        kept.remove(pin);
    }

    void clear() {
        kept.clear();
    }

    /** To be looked at alone. */
    ObservableList<Pin> shown() {
        return shown;
    }
}
