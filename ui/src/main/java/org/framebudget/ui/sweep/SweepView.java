package org.framebudget.ui.sweep;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.framebudget.ui.charts.ChartColours;
import org.framebudget.ui.session.Question;
import org.framebudget.ui.session.Session;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** Many variants of the scenario: the form, the map of two axes and the best compromises, filling in while the sweep runs. */
public final class SweepView extends ScrollPane {
    private final Session session;
    private final SweepRuns runs;
    private final SweepForm form;
    private final SweepMapCard map;
    private final FrontCard front;
    private final Label old = new Label(Texts.get("sweep.old"));
    private boolean shown;

    /**
     * Follows the session and what {@code runs} finds.
     *
     * @param folders asks for the folder of the results
     * @param opened told when a point became the scenario
     */
    public SweepView(Session session, SweepRuns runs, Supplier<Optional<Path>> folders, Runnable opened) {
        this.session = session;
        this.runs = runs;
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().add("live");
        form = new SweepForm(session, runs, folders);
        map = new SweepMapCard(runs, point -> open(point, opened));
        front = new FrontCard(runs, point -> open(point, opened));
        old.setId("sweep-old");
        old.setWrapText(true);
        old.setMinHeight(Region.USE_PREF_SIZE);
        old.getStyleClass().addAll("quiet", "small");
        VBox page = new VBox(8, form, old, map, front);
        page.getStyleClass().add("live-page");
        setContent(page);
        runs.seenProperty().addListener((property, before, now) -> show());
        session.questionProperty().addListener((property, before, now) -> {
            if (shown) {
                runs.look();
            }
            showOld();
        });
        show();
    }

    private void open(long point, Runnable opened) {
        runs.open(point);
        opened.run();
    }

    /** Whether its tab is in front; only then profiles are read for it. */
    public void setShown(boolean now) {
        if (now && !shown) {
            runs.look();
        }
        shown = now;
        form.setShown(now);
    }

    /** Another theme. */
    public void setColours(ChartColours colours) {
        map.setColours(colours);
        front.setColours(colours);
    }

    /** What the fields ask for. */
    public List<AxisText> axes() {
        return form.axes();
    }

    private void show() {
        SweepRuns.Seen seen = runs.seenProperty().get();
        for (Region part : List.of(map, front)) {
            part.setVisible(seen != null);
            part.setManaged(seen != null);
        }
        if (seen != null) {
            map.show(seen);
            front.show(seen);
        }
        showOld();
    }

    private void showOld() {
        SweepRuns.Seen seen = runs.seenProperty().get();
        @Nullable Question now = session.questionProperty().get();
        boolean other = seen != null && now != null && !seen.question().file().equals(now.file());
        old.setVisible(other);
        old.setManaged(other);
    }
}
