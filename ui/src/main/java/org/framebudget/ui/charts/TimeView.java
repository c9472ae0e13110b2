package org.framebudget.ui.charts;

import java.util.Locale;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.SimpleDoubleProperty;

/** Which part of a run charts show, the same for all of them, and the time that is looked at. */
public final class TimeView {
    private static final double LEAST_S = 2;

    private final ReadOnlyDoubleWrapper durationS = new ReadOnlyDoubleWrapper(1);
    private final ReadOnlyDoubleWrapper fromS = new ReadOnlyDoubleWrapper(0);
    private final ReadOnlyDoubleWrapper toS = new ReadOnlyDoubleWrapper(1);
    private final DoubleProperty atS = new SimpleDoubleProperty(0);

    /** Another run; all of it is shown where the length is another, else what was shown stays. */
    public void setDurationS(double seconds) {
        if (seconds != durationS.get()) {
            durationS.set(seconds);
            showAll();
            atS.set(Math.min(atS.get(), seconds));
        }
    }

    /** Shows the whole run. */
    public void showAll() {
        show(0, durationS.get());
    }

    /**
     * Shows a part, moved and widened to what there is.
     *
     * @param from in seconds
     * @param to in seconds
     */
    public void show(double from, double to) {
        double length = Math.min(durationS.get(), Math.max(Math.min(LEAST_S, durationS.get()), to - from));
        double begin = Math.max(0, Math.min(from, durationS.get() - length));
        fromS.set(begin);
        toS.set(begin + length);
    }

    /** Shows less or more around a time, which stays where it is. */
    public void zoom(double factor, double aroundS) {
        show(aroundS - (aroundS - fromS.get()) * factor, aroundS + (toS.get() - aroundS) * factor);
    }

    /** Moves what is shown. */
    public void pan(double seconds) {
        show(fromS.get() + seconds, toS.get() + seconds);
    }

    /** The time that is looked at, 0 to the duration. */
    public DoubleProperty atSProperty() {
        return atS;
    }

    /** Length of the run. */
    public ReadOnlyDoubleProperty durationSProperty() {
        return durationS.getReadOnlyProperty();
    }

    /** Where what is shown begins. */
    public ReadOnlyDoubleProperty fromSProperty() {
        return fromS.getReadOnlyProperty();
    }

    /** Where what is shown ends. */
    public ReadOnlyDoubleProperty toSProperty() {
        return toS.getReadOnlyProperty();
    }

    /** A time of a run as people write it: {@code 18:12}, {@code 1:02:03}. */
    public static String clock(double seconds) {
        long whole = Math.round(Math.floor(seconds));
        return whole >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }
}
