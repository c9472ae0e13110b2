package org.framebudget.ui.open;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.ObservableList;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.ui.compare.PinRows;
import org.framebudget.ui.session.Differences;
import org.framebudget.ui.session.Question;
import org.framebudget.ui.session.SavedScenario;
import org.framebudget.ui.session.Session;
import org.framebudget.ui.settings.Settings;
import org.framebudget.ui.text.Texts;

/** Opens and saves scenarios, and knows whether the start page is shown. Used from the thread of the window. */
public final class Opener {
    private final Session session;
    private final Settings settings;
    private final FileDialogs dialogs;
    private final ReadOnlyBooleanWrapper startShown = new ReadOnlyBooleanWrapper(true);

    /** With nobody to ask: changes that were not saved are gone with the next file. */
    public Opener(Session session, Settings settings) {
        this(session, settings, new FileDialogs() {
            @Override
            public Optional<Path> open() {
                return Optional.empty();
            }

            @Override
            public Optional<Path> save(Path folder, String name) {
                return Optional.empty();
            }
        });
    }

    /** Of a session with nothing open, or something. */
    public Opener(Session session, Settings settings, FileDialogs dialogs) {
        this.session = session;
        this.settings = settings;
        this.dialogs = dialogs;
        startShown.set(session.questionProperty().get() == null);
        session.questionProperty().addListener((property, old, now) -> startShown.set(now == null));
    }

    /**
     * Opens a file and shows it before this returns, after asking what becomes of unsaved changes; where it fails, the session
     * says why and what was shown stays.
     *
     * @return whether it opened
     */
    public boolean open(Path file) {
        if (!mayLeave() || !session.open(file)) {
            return false;
        }
        opened(file);
        return true;
    }

    /** As {@link #open}, but reads the file in the background. */
    public void openSoon(Path file) {
        openSoon(file, () -> {});
    }

    /** The same, and tells once it opened. */
    public void openSoon(Path file, Runnable then) {
        if (!mayLeave()) {
            return;
        }
        session.openSoon(file, () -> {
            opened(file);
            then.run();
        });
    }

    private void opened(Path file) {
        startShown.set(false);
        settings.opened(file);
    }

    /** Opens one of the files from before, soon; one that has vanished goes from the list. */
    public void openRecent(Path file) {
        if (Files.exists(file)) {
            openSoon(file);
            return;
        }
        settings.forget(file);
        session.report(Texts.get("open.vanished"), new InputException(Texts.get("open.vanished.detail", file)));
    }

    /**
     * Opens what was dropped on the window, soon: a scenario file, or a folder with a scenario.yaml.
     *
     * @return whether it is one
     */
    public boolean drop(List<Path> files) {
        if (files.size() != 1) {
            session.report(
                    Texts.get("open.drop.many"), new InputException(Texts.get("open.drop.many.detail", files.size())));
            return false;
        }
        Path inside = files.get(0).resolve("scenario.yaml");
        openSoon(Files.isRegularFile(inside) ? inside : files.get(0));
        return true;
    }

    /** Files that were opened, the last one first. */
    public ObservableList<Path> recent() {
        return settings.recent();
    }

    /** Where a changed scenario would be saved. */
    public Optional<Path> suggestion() {
        Question question = session.questionProperty().get();
        if (question == null) {
            return Optional.empty();
        }
        String name = question.shortName();
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 ? name.substring(dot) : ".yaml";
        String stem = dot > 0 ? name.substring(0, dot) : name;
        Path folder = question.base().baseDir();
        boolean onDisk = folder.getFileSystem().equals(FileSystems.getDefault()) && Files.isWritable(folder);
        Path start = onDisk ? folder : Path.of(System.getProperty("user.home", ""));
        return Optional.of(start.resolve(stem + "-changed" + ending));
    }

    /**
     * Saves the scenario with its changes as a file and goes on with that; where it fails, the session says why, nothing
     * was written and the changes are still there.
     */
    public boolean save(Path target) {
        Question question = session.questionProperty().get();
        if (question == null) {
            return false;
        }
        try {
            SavedScenario.write(question, target, session.profiles());
        } catch (InputException | MachineException e) {
            session.report(Texts.get("save.failed"), e);
            return false;
        }
        if (!session.moveTo(target)) {
            return false;
        }
        settings.opened(target);
        return true;
    }

    /** Asks for a name and saves under it; false where the user thought better of it, or it failed. */
    public boolean saveAs() {
        return suggestion()
                .flatMap(there -> dialogs.save(folder(there), String.valueOf(there.getFileName())))
                .map(this::save)
                .orElse(false);
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file : parent;
    }

    /** Whether what is open may go: nothing was changed in it, or the user saved it, or wants to lose the changes. */
    public boolean mayLeave() {
        Question question = session.questionProperty().get();
        if (question == null || question.changes().isEmpty()) {
            return true;
        }
        return switch (dialogs.unsaved(question.shortName(), PinRows.differences(question))) {
            case SAVE -> saveAs();
            case DISCARD -> true;
            case CANCEL -> false;
        };
    }

    /** The changes as arguments of the command line; empty where there are none. */
    public String arguments() {
        Question question = session.questionProperty().get();
        return question == null ? "" : Differences.arguments(question);
    }

    /** Shows the start page over what is open. */
    public void showStart() {
        startShown.set(true);
    }

    /** Goes back to what is open; without any the start page stays. */
    public void hideStart() {
        startShown.set(session.questionProperty().get() == null);
    }

    /** Whether the start page is shown. */
    public ReadOnlyBooleanProperty startShownProperty() {
        return startShown.getReadOnlyProperty();
    }
}
