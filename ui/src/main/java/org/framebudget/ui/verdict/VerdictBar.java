package org.framebudget.ui.verdict;

import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.framebudget.sim.report.Objective;
import org.framebudget.sim.report.Verdict;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** The answer at the top: one sentence, what stands behind it, a mark for each objective. */
public final class VerdictBar extends VBox {
    private final Label mark = new Label();
    private final Label sentence = new Label();
    private final Label detail = new Label();
    private final Label phases = new Label();
    private final FlowPane objectives = new FlowPane(7, 5);
    private final ProgressBar progress = new ProgressBar();
    private final Button cancel = new Button(Texts.get("verdict.cancel"));
    private final Button evidence = new Button();

    /**
     * An empty bar.
     *
     * @param onCancel ends the present work
     * @param onEvidence shows sources, warnings and assumed values
     */
    public VerdictBar(Runnable onCancel, Runnable onEvidence) {
        getStyleClass().add("verdict");
        mark.getStyleClass().add("verdict-mark");
        mark.setMinWidth(Region.USE_PREF_SIZE);
        sentence.getStyleClass().add("verdict-sentence");
        sentence.setWrapText(true);
        sentence.setId("verdict");
        progress.setPrefWidth(90);
        progress.setId("progress");
        progress.setAccessibleText(Texts.get("verdict.progress"));
        cancel.setId("cancel");
        cancel.getStyleClass().addAll("small", "flat");
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        cancel.setOnAction(event -> onCancel.run());
        HBox work = new HBox(6, progress, cancel);
        work.setAlignment(Pos.CENTER_RIGHT);
        work.setMinWidth(Region.USE_PREF_SIZE);
        work.visibleProperty().bind(progress.progressProperty().lessThan(1));
        progress.setProgress(1);
        detail.getStyleClass().addAll("quiet", "small");
        detail.setId("verdict-detail");
        detail.setMinWidth(0);
        VBox words = new VBox(2, sentence, detail);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        HBox first = new HBox(8, mark, words, work);
        first.setAlignment(Pos.CENTER_LEFT);
        first.getStyleClass().add("verdict-first");
        phases.getStyleClass().add("quiet");
        phases.setMinWidth(Region.USE_PREF_SIZE);
        objectives.setAlignment(Pos.CENTER_RIGHT);
        evidence.getStyleClass().addAll("pill", "pill-evidence");
        evidence.setOnAction(event -> onEvidence.run());
        HBox.setHgrow(objectives, Priority.ALWAYS);
        HBox second = new HBox(12, phases, objectives);
        second.setAlignment(Pos.CENTER_LEFT);
        second.getStyleClass().add("verdict-second");
        getChildren().setAll(first, second);
        show(null);
    }

    /** Finished share of the present work, 0 to 1. */
    public void setProgress(double share) {
        progress.setProgress(share);
    }

    /** Another answer; null while there is none. */
    public void show(@Nullable Answer answer) {
        if (answer == null) {
            mark.setText("");
            sentence.setText(Texts.get("verdict.none"));
            tip(sentence, "");
            showDetail("");
            phases.setText("");
            objectives.getChildren().clear();
            return;
        }
        Verdict verdict = answer.verdict();
        mark.setText(verdict.state().mark(true));
        List<String> style =
                List.of("label", "verdict-mark", verdict.state().name().toLowerCase(Locale.ROOT));
        if (!mark.getStyleClass().equals(style)) {
            mark.getStyleClass().setAll(style);
        }
        sentence.setText(verdict.sentence());
        showDetail(verdict.detail());
        tip(sentence, verdict.text());
        phases.setText(VerdictWords.phases(answer));
        showMarks(answer.objectives());
        evidence.setText(Texts.get("verdict.assumed", answer.result().assumedValues()));
    }

    private static void tip(Label label, String text) {
        if (text.isEmpty()) {
            label.setTooltip(null);
        } else if (label.getTooltip() == null) {
            label.setTooltip(new Tooltip(text));
        } else {
            label.getTooltip().setText(text);
        }
    }

    /** One line of it; the tooltip has all. */
    private void showDetail(String text) {
        detail.setText(text);
        tip(detail, text);
        detail.setVisible(!text.isEmpty());
        detail.setManaged(!text.isEmpty());
    }

    /** Marks that are there already say something else: making new ones takes more time. */
    private void showMarks(List<Objective> all) {
        if (objectives.getChildren().size() != all.size() + 1) {
            objectives.getChildren().clear();
            all.forEach(objective -> {
                Label pill = new Label();
                pill.setTooltip(new Tooltip());
                objectives.getChildren().add(pill);
            });
            objectives.getChildren().add(evidence);
        }
        for (int i = 0; i < all.size(); i++) {
            Objective objective = all.get(i);
            Label pill = (Label) objectives.getChildren().get(i);
            pill.setText(VerdictWords.mark(objective));
            List<String> style = List.of("label", "pill", objective.met() ? "pill-met" : "pill-missed");
            if (!pill.getStyleClass().equals(style)) {
                pill.getStyleClass().setAll(style);
            }
            pill.getTooltip().setText(VerdictWords.full(objective));
            pill.setAccessibleText(VerdictWords.full(objective));
        }
    }
}
