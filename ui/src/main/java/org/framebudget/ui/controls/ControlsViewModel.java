package org.framebudget.ui.controls;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import org.framebudget.models.InputException;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;
import org.framebudget.ui.session.Question;
import org.framebudget.ui.session.Session;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** The knobs of the pipeline that is chosen. */
public final class ControlsViewModel {
    private static final String RESOLUTION = "resolution";
    private static final String INPUT = "input";
    private static final Map<String, String> LOCKABLE = Map.of(RESOLUTION, INPUT, INPUT, RESOLUTION);

    private final Session session;
    private final ReadOnlyObjectWrapper<List<Knob>> knobs = new ReadOnlyObjectWrapper<>(List.of());
    private final IntegerProperty pipeline = new SimpleIntegerProperty(0);
    private final BooleanProperty locked = new SimpleBooleanProperty(false);
    /** Width of the network's input over that of the frame, where they are locked. */
    private double lockedRatio = 1;
    /** Whether the ratio is to be taken anew once what was asked for is read. */
    private boolean ratioAsked;
    /** The rate that the user chose, where a size that was chosen since does not reach it. */
    private volatile double wantedFps = Double.NaN;

    private volatile int prepared;
    private volatile @Nullable Found ahead;

    /**
     * Knobs of a question.
     *
     * @param askedFps the rate that the user had chosen
     * @param wantedFps the same, or not a number where the rate was changed elsewhere since, as by the map
     */
    private record Found(Question question, int pipeline, double askedFps, double wantedFps, List<Knob> knobs) {}

    /** Follows the session. */
    public ControlsViewModel(Session session) {
        this.session = session;
        session.onReading(this::prepare);
        session.questionProperty().addListener((property, old, now) -> {
            if (old == null || now == null || !old.file().equals(now.file())) {
                wantedFps = Double.NaN;
                locked.set(false);
            }
            look();
        });
        pipeline.addListener((property, old, now) -> {
            wantedFps = Double.NaN;
            locked.set(false);
            look();
        });
        locked.addListener((property, was, is) -> {
            if (is) {
                keepRatio();
                // what was turned just before counts as well
                ratioAsked = isAsking();
            }
        });
        onRead(() -> {
            if (ratioAsked) {
                ratioAsked = false;
                keepRatio();
            }
        });
        look();
    }

    /** Looks again at what there is to choose from, as when there is another profile. */
    public void lookAgain() {
        ahead = null;
        look();
    }

    private void look() {
        Question question = session.questionProperty().get();
        if (question == null) {
            knobs.set(List.of());
            return;
        }
        int chosen = Math.min(pipeline.get(), question.scenario().pipelines().size() - 1);
        if (chosen != pipeline.get()) {
            pipeline.set(chosen);
            return;
        }
        prepared = chosen;
        Found found = ahead;
        if (found == null
                || found.question() != question
                || found.pipeline() != chosen
                || Double.compare(found.askedFps(), wantedFps) != 0) {
            found = find(question, chosen, wantedFps);
        }
        wantedFps = found.wantedFps();
        knobs.set(found.knobs());
    }

    /** In the background, since it reads profiles. */
    private void prepare(Question question) {
        ahead = find(
                question, Math.min(prepared, question.scenario().pipelines().size() - 1), wantedFps);
    }

    private Found find(Question question, int chosen, double fps) {
        Knobs found = new Knobs(question, session.profiles(), chosen, fps);
        if (Math.abs(found.fps() - found.expectedFps()) <= 1e-6) {
            return new Found(question, chosen, fps, fps, found.all());
        }
        Knobs asItIs = new Knobs(question, session.profiles(), chosen, Double.NaN);
        return new Found(question, chosen, fps, Double.NaN, asItIs.all());
    }

    /** Names of the pipelines to choose from. */
    public List<String> pipelines() {
        Question question = session.questionProperty().get();
        return question == null
                ? List.of()
                : question.scenario().pipelines().stream().map(PipelineSpec::id).toList();
    }

    /** What there is to say about all knobs; empty where there is nothing. */
    public String explanation() {
        Question question = session.questionProperty().get();
        return question == null || question.scenario().fleet() == null ? "" : Texts.get("controls.fleet");
    }

    /** Position of the chosen pipeline. */
    public IntegerProperty pipelineProperty() {
        return pipeline;
    }

    /** All knobs, new ones after each change. */
    public ReadOnlyObjectProperty<List<Knob>> knobsProperty() {
        return knobs.getReadOnlyProperty();
    }

    /** Runs something whenever a change was read or refused. */
    public void onRead(Runnable then) {
        session.askingProperty().addListener((property, was, is) -> {
            if (was) {
                then.run();
            }
        });
    }

    /** Whether a change is being read: a knob is not yet where it was turned to. */
    public boolean isAsking() {
        return session.askingProperty().get();
    }

    /** Whether the frame's size and that of the network's input move together. */
    public BooleanProperty lockedProperty() {
        return locked;
    }

    /** Whether a knob can be locked to another one. */
    public boolean lockable(Knob knob) {
        return other(knob).isPresent();
    }

    private Optional<Knob> other(Knob knob) {
        String other = LOCKABLE.get(knob.id());
        return other == null ? Optional.empty() : knob(other);
    }

    private Optional<Knob> knob(String id) {
        return knobs.get().stream().filter(knob -> knob.id().equals(id)).findFirst();
    }

    private void keepRatio() {
        Optional<Knob> frame = knob(RESOLUTION);
        Optional<Knob> input = knob(INPUT);
        if (frame.isPresent() && input.isPresent()) {
            lockedRatio = input.get().stop().value() / frame.get().stop().value();
        }
    }

    /** Turns a knob to one of its stops; what is locked to it follows. */
    public void turn(Knob knob, int stop) {
        if (stop == knob.now() && !isAsking() || !knob.why().isEmpty()) {
            return;
        }
        if (knob.id().equals("profile")) {
            move(knob, stop);
            return;
        }
        if (knob.id().equals("fps")) {
            wantedFps = knob.stops().get(stop).value();
        } else if (knob.id().equals(RESOLUTION) && Double.isNaN(wantedFps)) {
            wantedFps = knob("fps").map(fps -> fps.stop().value()).orElse(Double.NaN);
        }
        Turn turn = Turn.to(knob, stop);
        Optional<Knob> other = locked.get() ? other(knob) : Optional.empty();
        if (other.isPresent()) {
            double value = knob.stops().get(stop).value();
            turn = turn.and(Turn.to(
                    other.get(),
                    other.get().nearest(knob.id().equals(RESOLUTION) ? value * lockedRatio : value / lockedRatio)));
        }
        session.changeAll(turn.values(), turn.dropped(), knob.id());
    }

    /** Sets a knob to a number that was typed, a size to its columns: the nearest there is. */
    public void type(Knob knob, String text) {
        // a label may be rounded
        for (int i = 0; i < knob.stops().size(); i++) {
            if (knob.stops().get(i).label().equals(text.strip())) {
                turn(knob, i);
                session.settle();
                return;
            }
        }
        double number;
        try {
            // of a size its columns
            number = Double.parseDouble(text.replaceFirst("[x×].*", "").strip().replace(',', '.'));
        } catch (NumberFormatException e) {
            session.report(Texts.get("knob.number"), new InputException(Texts.get("knob.number.not", text)));
            return;
        }
        Knob.Stop least = Collections.min(knob.stops(), Comparator.comparingDouble(Knob.Stop::value));
        Knob.Stop most = Collections.max(knob.stops(), Comparator.comparingDouble(Knob.Stop::value));
        if (!(number >= least.value() && number <= most.value())) {
            session.report(
                    Texts.get("knob.number"),
                    new InputException(Texts.get(
                            "knob.number.between", Texts.get("knob." + knob.id()), text, least.label(), most.label())));
            return;
        }
        turn(knob, knob.nearest(number));
        session.settle();
    }

    /** Another device: the work goes to the units that suit it there. */
    private void move(Knob knob, int stop) {
        session.move(device(knob), knob.stops().get(stop).label());
    }

    /** What the move of the device made of it, and that alone. */
    private Turn movedBack(Knob knob) {
        Map<String, String> values = new LinkedHashMap<>();
        Set<String> dropped = new LinkedHashSet<>(knob.keys());
        Question question = session.questionProperty().get();
        if (question != null) {
            String device = device(knob);
            question.moved().forEach((key, move) -> {
                if (!move.device().equals(device)) {
                    return;
                }
                if (move.before() == null) {
                    dropped.add(key);
                } else if (!knob.keys().contains(key)) {
                    values.put(key, move.before());
                }
            });
        }
        return new Turn(values, dropped);
    }

    private static String device(Knob knob) {
        String key = knob.keys().iterator().next();
        return key.substring("devices.".length(), key.length() - ".profile".length());
    }

    /** Back to what the file says; what is locked to it goes back as well, and the lock keeps what the file has. */
    public void reset(Knob knob) {
        if (knob.id().equals("fps")) {
            wantedFps = Double.NaN;
        }
        Turn turn = knob.id().equals("profile") ? movedBack(knob) : Turn.to(knob, knob.base());
        Optional<Knob> other = locked.get() ? other(knob) : Optional.empty();
        if (other.isPresent()) {
            turn = turn.and(Turn.to(other.get(), other.get().base()));
        }
        ratioAsked = other.isPresent();
        session.changeAll(turn.values(), turn.dropped(), "reset");
        session.settle();
    }

    /** The slider was let go. */
    public void settle() {
        session.settle();
    }
}
