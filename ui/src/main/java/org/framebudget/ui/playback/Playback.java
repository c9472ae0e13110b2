package org.framebudget.ui.playback;

import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import org.framebudget.ui.charts.TimeView;

/** Plays a run: moves the time that is looked at. */
public final class Playback {
    /** Simulated seconds a second. */
    public static final List<Double> SPEEDS = List.of(0.1, 0.5, 1.0, 5.0, 10.0, 60.0, 300.0, 1000.0);

    private final TimeView time;
    private final BooleanProperty running = new SimpleBooleanProperty(false);
    private final DoubleProperty speed = new SimpleDoubleProperty(60);
    private long lastNs = -1;

    /** Moves {@code time}. */
    public Playback(TimeView time) {
        this.time = time;
        running.addListener((property, was, is) -> {
            lastNs = -1;
            if (is && time.atSProperty().get() >= time.durationSProperty().get()) {
                time.atSProperty().set(0);
            }
        });
    }

    /** Called again and again with the time of a clock; moves on by what went by since the last call. */
    public void tick(long wallNs) {
        if (!running.get()) {
            return;
        }
        if (lastNs >= 0) {
            moveBy((wallNs - lastNs) * 1e-9 * speed.get());
        }
        lastNs = wallNs;
        if (time.atSProperty().get() >= time.durationSProperty().get()) {
            running.set(false);
        }
    }

    /** One frame on, or back where {@code intervalS} is negative. */
    public void step(double intervalS) {
        running.set(false);
        moveBy(intervalS);
    }

    private void moveBy(double seconds) {
        double there = time.atSProperty().get() + seconds;
        time.atSProperty().set(Math.max(0, Math.min(time.durationSProperty().get(), there)));
        // what is shown follows where it is a part
        if (there > time.toSProperty().get() || there < time.fromSProperty().get()) {
            double half = (time.toSProperty().get() - time.fromSProperty().get()) / 2;
            time.show(there - half, there + half);
        }
    }

    /** The next faster or slower speed, round again from the fastest. */
    public void nextSpeed() {
        int at = SPEEDS.indexOf(speed.get());
        speed.set(SPEEDS.get((at + 1) % SPEEDS.size()));
    }

    /** Whether it runs. */
    public BooleanProperty runningProperty() {
        return running;
    }

    /** Simulated seconds a second. */
    public DoubleProperty speedProperty() {
        return speed;
    }
}
