package org.framebudget.ui.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.sim.planner.CapacityPlan;
import org.framebudget.sim.planner.PlanResult;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/**
 * The scenario in the window, what was changed in it, and the answers as they come. Used from one thread, that of the
 * window; the work is done on others.
 */
public final class Session implements AutoCloseable {
    private final ProfileRepository profiles;
    private final WhatIf whatIf;
    private final ReadOnlyObjectWrapper<@Nullable Question> question = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Answer> answer = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Answer> ghost = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Problem> problem = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(1);
    private final ReadOnlyObjectWrapper<@Nullable Planned> planned = new ReadOnlyObjectWrapper<>();
    private final Pins pins = new Pins();
    private final ReadOnlyBooleanWrapper asking = new ReadOnlyBooleanWrapper();
    private final List<Consumer<Question>> readings = new CopyOnWriteArrayList<>();
    private final Wanted wanted;
    private boolean ghostWanted;
    private boolean planWanted;
    private boolean cancelled;
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
        this(profiles, deliver, WhatIf.QUICK_S);
    }

    /** @param quickS a run that takes longer has no second step */
    Session(ProfileRepository profiles, Executor deliver, double quickS) {
        this.profiles = profiles;
        wanted = new Wanted(profiles);
        whatIf = new WhatIf(profiles, deliver, quickS, new WhatIf.Listener() {
            @Override
            public void asked(Question read) {
                changed(read);
            }

            @Override
            public void refused(Throwable why) {
                report(Texts.get("problem.change"), why);
                readingEnds();
                resume();
            }

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
            public void failed(Question of, Throwable why) {
                report(Texts.get("problem.simulation"), why);
            }
        });
    }

    /**
     * Opens a file at once and begins to simulate it; where it is not valid, the problem says why and the scenario from
     * before stays.
     *
     * @return whether it opened
     */
    public boolean open(Path file) {
        try {
            opened(Question.open(file, profiles));
            return true;
        } catch (RuntimeException e) {
            notOpened(file, e);
            return false;
        }
    }

    /**
     * As {@link #open}, but reads the file in the background: that takes longer than a window may stand still.
     *
     * @param then told once it opened
     */
    public void openSoon(Path file, Runnable then) {
        whatIf.readAside(
                () -> {
                    Question read = Question.open(file, profiles);
                    readings.forEach(reading -> reading.accept(read));
                    return read;
                },
                read -> {
                    opened(read);
                    then.run();
                },
                why -> notOpened(file, why));
    }

    private void opened(Question read) {
        problem.set(null);
        answer.set(null);
        ghost.set(null);
        planned.set(null);
        pins.clear();
        goOn(read);
        whatIf.open(read);
    }

    private void notOpened(Path file, Throwable why) {
        report(Texts.get("problem.open", String.valueOf(file.getFileName())), why);
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
            goOn(saved);
            whatIf.ask(saved);
            return true;
        } catch (RuntimeException e) {
            notOpened(file, e);
            return false;
        }
    }

    private void goOn(Question opened) {
        gesture = null;
        cancelled = false;
        question.set(opened);
        readingEnds();
    }

    /** Nothing is being read any more: the question is what it is. */
    private void readingEnds() {
        Question present = question.get();
        wanted.are(present == null ? Map.of() : present.changes());
        if (ghostWanted) {
            // its first change did not come to be
            ghostWanted = false;
            gesture = null;
        }
        asking.set(false);
        if (planWanted) {
            planWanted = false;
            plan();
        }
    }

    /** Changes one value, by its path as {@code --set} takes it. */
    public void change(String key, String value) {
        changeAll(Map.of(key, value), key);
    }

    /**
     * Changes several values at once. The changed scenario is read in the background and becomes the question then; where
     * the scenario cannot be so, the problem says why and nothing changes. A newer change takes this one along.
     *
     * @param what one name for the change; changes of one name in a row are compared with what was before the first of
     *     them, until {@link #settle}
     */
    public void changeAll(Map<String, String> values, String what) {
        changeAll(values, Set.of(), what);
    }

    /** As {@link #changeAll(Map, String)}, and takes other changes back in the same step. */
    public void changeAll(Map<String, String> values, Set<String> dropped, String what) {
        readSoon(wanted.edit(values, dropped), what);
    }

    /** A device to another profile, its work to the units that suit it there: found in the background. */
    public void move(String device, String profile) {
        readSoon(wanted.move(device, profile), "profile");
        settle();
    }

    /** Takes changes back. */
    public void reset(List<String> keys) {
        changeAll(Map.of(), Set.copyOf(keys), "reset");
        settle();
    }

    /** Takes every change back. */
    public void resetAll() {
        readSoon(wanted.none(), "reset");
        settle();
    }

    private void readSoon(@Nullable UnaryOperator<Question> changed, String what) {
        Question present = question.get();
        if (present == null || changed == null) {
            return;
        }
        ghostWanted |= !what.equals(gesture);
        gesture = what;
        planWanted = false;
        asking.set(true);
        whatIf.read(() -> {
            Question next = changed.apply(present);
            readings.forEach(reading -> reading.accept(next));
            return next;
        });
    }

    private void changed(Question read) {
        if (ghostWanted) {
            ghostWanted = false;
            Answer before = answer.get();
            ghost.set(before == null ? null : before.withoutFrames());
        }
        cancelled = false;
        problem.set(null);
        question.set(read);
        readingEnds();
    }

    /** A gesture is over: the next change is compared with what is there now. */
    public void settle() {
        gesture = null;
    }

    /** Makes the whole plan of what is open, with headroom, map and alternatives. */
    public void plan() {
        Question present = question.get();
        if (asking.get()) {
            planWanted = true;
        } else if (present != null) {
            cancelled = false;
            planned.set(Planned.of(present));
            progress.set(0);
            whatIf.plan(present);
        }
    }

    /** Goes on with the work that a change ended which cannot be. */
    private void resume() {
        Question present = question.get();
        Answer known = answer.get();
        Planned plan = planned.get();
        boolean answered = known != null && known.question() == present && progress.get() >= 1;
        if (present == null || answered || cancelled) {
            return;
        }
        if (plan != null && plan.question() == present && plan.plan() == null) {
            plan();
        } else {
            whatIf.ask(present);
        }
    }

    /** Ends the present work; what is there stays. */
    public void cancel() {
        cancelled = true;
        planWanted = false;
        whatIf.cancel();
        readingEnds();
    }

    /** Told each changed question in the background, before it becomes the present one: for work that takes time. */
    public void onReading(Consumer<Question> told) {
        readings.add(told);
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
        answer.set(known ? found.withFrames(before.frames()) : found);
    }

    /** Keeps the present result in the table; the oldest one goes where there are too many. */
    public void pin() {
        Answer present = answer.get();
        if (present != null) {
            pins.add(present);
        }
    }

    /** Takes a result out of the table. */
    public void unpin(Pin pin) {
        pins.remove(pin);
    }

    /** Shows what went wrong. */
    public void report(String title, Throwable why) {
        problem.set(ProblemWords.of(title, why));
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

    /** The answer before the present change, without its frames; null where there was none. */
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

    /** Whether a change is being read, which the question does not have yet. */
    public ReadOnlyBooleanProperty askingProperty() {
        return asking.getReadOnlyProperty();
    }

    /** Finished share of the present work; 1 where there is none. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** Results that were kept, oldest first. */
    public ObservableList<Pin> pins() {
        return pins.shown();
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
