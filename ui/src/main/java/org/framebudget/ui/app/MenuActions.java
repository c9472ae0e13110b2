package org.framebudget.ui.app;

import java.util.List;
import org.framebudget.ui.session.Session;

/** What the menus do to the view and the session. */
record MenuActions(MainView view, Session session) implements AppMenu.View {
    @Override
    public void runOrPause() {
        view.play().runOrPause();
    }

    @Override
    public void step() {
        view.play().step();
    }

    @Override
    public void otherTheme() {
        view.showTheme(view.theme().other());
    }

    @Override
    public void pin() {
        session.pin();
    }

    @Override
    public void resetAll() {
        session.resetAll();
    }

    @Override
    public void hardware() {
        view.askForHardware();
    }

    @Override
    public void about() {
        new AboutBox(
                        view.getScene().getWindow(),
                        view.theme(),
                        List.copyOf(view.getScene().getStylesheets()))
                .show();
    }
}
