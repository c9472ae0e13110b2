package org.framebudget.ui.session;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.sim.planner.CapacityPlan;
import org.framebudget.sim.planner.PlanResult;
import org.jspecify.annotations.Nullable;

/**
 * The scenario in the window, what was changed in it, and the answers as they come. Used from one thread, that of the
 * window; the work is done on others.
 */
public final class Session implements AutoCloseable {
    /** Side by side in one table at most. */
    public static final int PINS_MAX = 4;

    private final ProfileRepository profiles;
    private final WhatIf whatIf;
    private final ReadOnlyObjectWrapper<@Nullable Question> question = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Answer> answer = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Answer> ghost = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Problem> problem = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(1);
    private final ReadOnlyObjectWrapper<@Nullable Planned> planned = new ReadOnlyObjectWrapper<>();
    private final ObservableList<Pin> pins = FXCollections.observableArrayList();
    // kept: a view that nobody holds forgets its listeners
    private final ObservableList<Pin> shownPins = FXCollections.unmodifiableObservableList(pins);
    private @Nullable String gesture;

    /**
     * Something went wrong; what was there before stays.
     *
     * @param title what did not work
     * @param message file, key, value and what would be right
     * @param detail the parts of the message, absent where it is in one piece
     */
    public record Problem(String title, String message, InputException.@Nullable Detail detail) {}

    /**
     * A result to compare with.
     *
     * @param label what is different in it
     */
    public record Pin(String label, Answer answer) {}

    /**
     * An empty session.
     *
     * @param deliver where answers are taken in, as the thread of the window
     */
    public Session(ProfileRepository profiles, Executor deliver) {
        this.profiles = profiles;
        whatIf = new WhatIf(profiles, deliver, new WhatIf.Listener() {
            @Override
            public void answered(Answer found) {
                take(found);
            }

            @Override
            public void mapped(Question of, PlanResult.FrontierPoint point) {
                Planned present = planned.get();
                planned.set((present == null || present.question() != of ? Planned.of(of) : present).with(point));
            }

            @Override
            public void progressed(double share) {
                progress.set(share);
            }

            @Override
            public void failed(Question of, RuntimeException why) {
                report("The simulation failed", why);
            }
        });
    }

    /**
     * Opens a file and begins to simulate it; where it is not valid, the problem says why and the scenario from before stays.
     *
     * @return whether it opened
     */
    public boolean open(Path file) {
        try {
            Question opened = Question.open(file, profiles);
            problem.set(null);
            gesture = null;
            answer.set(null);
            ghost.set(null);
            planned.set(null);
            pins.clear();
            question.set(opened);
            whatIf.ask(opened);
            return true;
        } catch (RuntimeException e) {
            report(file.getFileName() + " does not open", e);
            return false;
        }
    }

    /**
     * Goes on with a file that asks the same as what is open, as after saving; answers and pins stay.
     *
     * @return whether it opened
     */
    public boolean moveTo(Path file) {
        try {
            Question saved = Question.open(file, profiles);
            problem.set(null);
            gesture = null;
            question.set(saved);
            whatIf.ask(saved);
            return true;
        } catch (RuntimeException e) {
            report(file.getFileName() + " does not open", e);
            return false;
        }
    }

    /** Changes one value, by its path as {@code --set} takes it. */
    public boolean change(String key, String value) {
        return changeAll(Map.of(key, value), key);
    }

    /**
     * Changes several values at once.
     *
     * @param what one name for the change; changes of one name in a row are compared with what was before the first of
     *     them, until {@link #settle}
     * @return whether the scenario can be so; where not, the problem says why and nothing changes
     */
    public boolean changeAll(Map<String, String> values, String what) {
        return changeAll(values, Set.of(), what);
    }

    /** As {@link #changeAll(Map, String)}, and takes other changes back in the same step. */
    public boolean changeAll(Map<String, String> values, Set<String> dropped, String what) {
        Question present = question.get();
        if (present == null) {
            return false;
        }
        Map<String, String> changes = new LinkedHashMap<>(present.changes());
        changes.keySet().removeAll(dropped);
        changes.putAll(values);
        return replace(changes, what);
    }

    /** Takes changes back. */
    public void reset(List<String> keys) {
        Question present = question.get();
        if (present != null) {
            Map<String, String> changes = new LinkedHashMap<>(present.changes());
            changes.keySet().removeAll(keys);
            replace(changes, "reset");
            settle();
        }
    }

    /** Takes every change back. */
    public void resetAll() {
        if (question.get() != null) {
            replace(Map.of(), "reset");
            settle();
        }
    }

    private boolean replace(Map<String, String> changes, String what) {
        Question present = question.get();
        if (present == null || present.changes().equals(changes)) {
            return present != null;
        }
        try {
            Question next = present.with(changes, profiles);
            if (!what.equals(gesture)) {
                ghost.set(answer.get());
                gesture = what;
            }
            problem.set(null);
            question.set(next);
            whatIf.ask(next);
            return true;
        } catch (RuntimeException e) {
            report("This cannot be", e);
            return false;
        }
    }

    /** A gesture is over: the next change is compared with what is there now. */
    public void settle() {
        gesture = null;
    }

    /** Makes the whole plan of what is open, with headroom, map and alternatives. */
    public void plan() {
        Question present = question.get();
        if (present != null) {
            planned.set(Planned.of(present));
            whatIf.plan(present);
        }
    }

    /** Ends the present work; what is there stays. */
    public void cancel() {
        whatIf.cancel();
    }

    private void take(Answer found) {
        CapacityPlan plan = found.plan();
        if (plan != null) {
            planned.set(new Planned(found.question(), plan.result().frontier(), plan));
        }
        Answer before = answer.get();
        // a plan keeps no frames; those of the same question's run are the same, but a fleet's plan is about another
        // run
        boolean known = before != null
                && found.frames() == null
                && before.question() == found.question()
                && (plan == null || plan.fleet() == null);
        answer.set(
                known
                        ? new Answer(
                                found.question(),
                                found.outcome(),
                                found.overTime(),
                                found.phases(),
                                found.plan(),
                                before.frames())
                        : found);
    }

    /** Keeps the present result in the table; the oldest one goes where there are too many. */
    public void pin() {
        Answer present = answer.get();
        if (present == null) {
            return;
        }
        pins.removeIf(pin ->
                pin.answer().question().changes().equals(present.question().changes()));
        if (pins.size() == PINS_MAX) {
            pins.remove(0);
        }
        pins.add(new Pin(Differences.label(present.question()), present));
    }

    /** Takes a result out of the table. */
    public void unpin(Pin pin) {
        pins.remove(pin);
    }

    /** Shows what went wrong. */
    public void report(String title, RuntimeException why) {
        String message = why.getMessage();
        problem.set(new Problem(
                title,
                why instanceof InputException || why instanceof MachineException
                        ? String.valueOf(message)
                        : "An error in the program: " + (message == null ? why.toString() : message),
                why instanceof InputException input ? input.detail() : null));
    }

    /** The problem was read. */
    public void dismissProblem() {
        problem.set(null);
    }

    /** What is open; null where nothing is. */
    public ReadOnlyObjectProperty<@Nullable Question> questionProperty() {
        return question.getReadOnlyProperty();
    }

    /** The newest answer; null before the first. It may be one to the question before. */
    public ReadOnlyObjectProperty<@Nullable Answer> answerProperty() {
        return answer.getReadOnlyProperty();
    }

    /** The answer before the present change; null where there was none. */
    public ReadOnlyObjectProperty<@Nullable Answer> ghostProperty() {
        return ghost.getReadOnlyProperty();
    }

    /** The newest plan, or what is known of one that is being made; null where none was asked for. */
    public ReadOnlyObjectProperty<@Nullable Planned> plannedProperty() {
        return planned.getReadOnlyProperty();
    }

    /** What went wrong last; null where nothing did. */
    public ReadOnlyObjectProperty<@Nullable Problem> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Finished share of the present work; 1 where there is none. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** Results that were kept, oldest first. */
    public ObservableList<Pin> pins() {
        return shownPins;
    }

    /** Profiles of this installation and of the user. */
    public ProfileRepository profiles() {
        return profiles;
    }

    @Override
    public void close() {
        whatIf.close();
    }
}
