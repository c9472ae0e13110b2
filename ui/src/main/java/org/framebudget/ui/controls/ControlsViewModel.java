package org.framebudget.ui.controls;

import java.util.List;
import java.util.Map;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import org.framebudget.models.InputException;
import org.framebudget.sim.planner.OtherDevice;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;
import org.framebudget.ui.session.Question;
import org.framebudget.ui.session.Session;
import org.framebudget.ui.text.Texts;

/** The knobs of the pipeline that is chosen. */
public final class ControlsViewModel {
    private final Session session;
    private final ReadOnlyObjectWrapper<List<Knob>> knobs = new ReadOnlyObjectWrapper<>(List.of());
    private final IntegerProperty pipeline = new SimpleIntegerProperty(0);

    /** Follows the session. */
    public ControlsViewModel(Session session) {
        this.session = session;
        session.questionProperty().addListener((property, old, now) -> look());
        pipeline.addListener((property, old, now) -> look());
        look();
    }

    /** Looks again at what there is to choose from, as when there is another profile. */
    public void look() {
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
        knobs.set(new Knobs(question, session.profiles(), chosen).all());
    }

    /** Names of the pipelines to choose from. */
    public List<String> pipelines() {
        Question question = session.questionProperty().get();
        return question == null
                ? List.of()
                : question.scenario().pipelines().stream().map(PipelineSpec::id).toList();
    }

    /** Position of the chosen pipeline. */
    public IntegerProperty pipelineProperty() {
        return pipeline;
    }

    /** All knobs, new ones after each change. */
    public ReadOnlyObjectProperty<List<Knob>> knobsProperty() {
        return knobs.getReadOnlyProperty();
    }

    /** Turns a knob to one of its stops. */
    public void turn(Knob knob, int stop) {
        if (stop == knob.now()) {
            return;
        }
        if (knob.id().equals("profile")) {
            move(knob, stop);
        } else if (stop == knob.base()) {
            session.reset(List.copyOf(knob.stops().get(stop).sets().keySet()));
        } else {
            session.changeAll(knob.stops().get(stop).sets(), knob.id());
        }
    }

    /** Sets a knob to a number that was typed. */
    public void type(Knob knob, String text) {
        double number;
        try {
            number = Double.parseDouble(text.strip().replace(',', '.'));
        } catch (NumberFormatException e) {
            session.report(Texts.get("knob.number"), new InputException("'" + text + "' is not a number."));
            return;
        }
        int nearest = 0;
        for (int i = 0; i < knob.stops().size(); i++) {
            if (distance(knob, i, number) < distance(knob, nearest, number)) {
                nearest = i;
            }
        }
        double first = Double.parseDouble(knob.stops().get(0).label());
        double last =
                Double.parseDouble(knob.stops().get(knob.stops().size() - 1).label());
        if (number < first || number > last) {
            session.report(
                    Texts.get("knob.number"),
                    new InputException(Texts.get("knob." + knob.id()) + ": " + text + " is not between "
                            + knob.stops().get(0).label() + " and "
                            + knob.stops().get(knob.stops().size() - 1).label() + "."));
            return;
        }
        turn(knob, nearest);
        session.settle();
    }

    private static double distance(Knob knob, int stop, double number) {
        return Math.abs(Double.parseDouble(knob.stops().get(stop).label()) - number);
    }

    /** Another device: the work goes to the units that suit it there. */
    private void move(Knob knob, int stop) {
        Question question = session.questionProperty().get();
        if (question == null) {
            return;
        }
        String key = knob.stops().get(stop).sets().keySet().iterator().next();
        String device = key.substring("devices.".length(), key.length() - ".profile".length());
        try {
            Map<String, String> sets = OtherDevice.of(
                            question.scenario(), device, knob.stops().get(stop).label(), session.profiles())
                    .sets();
            session.changeAll(sets, knob.id());
            session.settle();
        } catch (InputException e) {
            session.report(Texts.get("knob.profile.not"), e);
        }
    }

    /** Back to what the file says. */
    public void reset(Knob knob) {
        session.reset(knob.stops().stream()
                .flatMap(stop -> stop.sets().keySet().stream())
                .distinct()
                .toList());
    }

    /** The slider was let go. */
    public void settle() {
        session.settle();
    }
}
