package org.framebudget.ui.map;

import java.util.Objects;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.framebudget.sim.cli.Plans;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.planner.CapacityPlan;
import org.framebudget.sim.planner.PlanResult;
import org.framebudget.sim.planner.TriedAlternative;
import org.framebudget.sim.report.OtherWays;
import org.framebudget.sim.results.Figures;
import org.framebudget.ui.evidence.EvidenceRows;
import org.framebudget.ui.evidence.SourceLink;
import org.framebudget.ui.evidence.Sources;
import org.framebudget.ui.evidence.Topic;
import org.framebudget.ui.evidence.TriedSources;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.session.Session;
import org.framebudget.ui.text.Labels;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** What a plan says of headroom, and what else it tried. */
final class PlanCards extends VBox {
    private final Session session;
    private final Sources sources;
    private final VBox says = new VBox(5);
    private final VBox other = new VBox(5);

    /** @param sources where numbers lead to */
    PlanCards(Session session, Sources sources) {
        super(8);
        this.session = session;
        this.sources = sources;
        says.getStyleClass().add("card");
        other.getStyleClass().add("card");
        getChildren().addAll(says, other);
    }

    void show(CapacityPlan plan) {
        says.getChildren().setAll(heading("map.headroom"));
        Objects.requireNonNull(Plans.phases(plan).more()).sentences().forEach(sentence -> {
            Label label = MapView.text(sentence);
            SourceLink.install(label, () -> showSources(plan));
            says.getChildren().add(label);
        });
        plan.result().warnings().forEach(warning -> {
            Label label = MapView.text(warning);
            label.getStyleClass().addAll("quiet", "small");
            says.getChildren().add(label);
        });
        other.getChildren()
                .setAll(
                        heading("map.alternatives"),
                        MapView.text(Objects.requireNonNull(Plans.phases(plan).other())
                                .lead()));
        GridPane table = new GridPane();
        table.setId("alternatives");
        table.setHgap(12);
        table.setVgap(4);
        ColumnConstraints what = new ColumnConstraints();
        what.setHgrow(Priority.ALWAYS);
        what.setMinWidth(80);
        ColumnConstraints number = new ColumnConstraints();
        number.setHalignment(HPos.RIGHT);
        number.setMinWidth(Region.USE_PREF_SIZE);
        table.getColumnConstraints().setAll(number, what, number, number, number, number, number);
        table.addRow(
                0,
                Labels.column("devices.meets"),
                Labels.column("map.change"),
                Labels.column("pins.missed"),
                Labels.column("map.photon"),
                Labels.column("devices.power"),
                Labels.column("pins.hours"),
                Labels.column("map.accuracy"));
        int row = 1;
        for (PlanResult.Alternative alternative : plan.result().alternatives()) {
            TriedAlternative tried = plan.alternatives().get(row - 1);
            Label change =
                    MapView.text(alternative.change() + (alternative.cheapest() ? Texts.get("map.cheapest") : ""));
            if (alternative.cheapest()) {
                change.getStyleClass().add("card-title");
            }
            table.addRow(
                    row++,
                    new Label(OtherWays.state(alternative).mark(true)),
                    change,
                    linked(number(alternative.missFraction(), 100) + "\u202f%", tried, Topic.FRAMES),
                    linked(number(alternative.photonToResultP99Ms(), 1), tried, Topic.FRAMES),
                    linked(number(alternative.powerW(), 1), tried, Topic.POWER),
                    linked(number(alternative.batteryHours(), 1), tried, Topic.BATTERY),
                    linked(accuracy(alternative), tried, Topic.EVERYTHING));
        }
        other.getChildren().add(table);
    }

    private void showSources(CapacityPlan plan) {
        Answer present = session.answerProperty().get();
        if (present != null && present.plan() == plan) {
            sources.ofPresent(Topic.FRAMES);
        } else {
            RunOutcome run = plan.whole();
            sources.of(Texts.get("map.plan"), () -> EvidenceRows.of(run.result(), run.used()), Topic.FRAMES);
        }
    }

    private Label linked(String number, TriedAlternative tried, Topic topic) {
        return SourceLink.number(number, () -> TriedSources.show(sources, tried, topic));
    }

    private static String accuracy(PlanResult.Alternative alternative) {
        return alternative.accuracyTop1() == null && alternative.map() == null ? "–" : OtherWays.accuracy(alternative);
    }

    private static String number(@Nullable Double value, double factor) {
        return value == null ? "–" : Figures.plain(factor * value);
    }

    private static Label heading(String key) {
        Label label = new Label(Texts.get(key));
        label.getStyleClass().add("card-title");
        return label;
    }
}
