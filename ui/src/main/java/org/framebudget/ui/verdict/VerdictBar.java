package org.framebudget.ui.verdict;

import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import org.framebudget.sim.results.RunResult;
import org.framebudget.ui.evidence.SourceLink;
import org.framebudget.ui.evidence.Topic;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** The answer at the top: one sentence, what stands behind it, a mark for each objective. */
public final class VerdictBar extends VBox {
    /** Of two lines of small text. */
    private static final double DETAIL_PX = 31;

    /** Of two lines in the size of the fix. */
    private static final double FIX_PX = 34;

    private static final Map<Verdict.State, String> PILLS = Map.of(
            Verdict.State.MEETS, "pill-met", Verdict.State.MISSES, "pill-missed", Verdict.State.OPEN, "pill-open");

    private final Label mark = new Label();
    private final Label sentence = new Label();
    private final Label detail = new Label();
    private final Label phases = new Label();
    private final FlowPane objectives = new FlowPane(7, 5);
    private final ProgressBar progress = new ProgressBar();
    private final Button cancel = new Button(Texts.get("verdict.cancel"));
    private final Button evidence = new Button();
    private final Label fix = new Label();
    private final Button find = new Button(Texts.get("verdict.find"));
    private final Actions actions;
    private Topic topic = Topic.FRAMES;
    private boolean fixKnown;

    /** What the bar asks for. */
    public interface Actions {
        /** Ends the present work. */
        void cancel();

        /** Shows what a number rests on. */
        void evidence(Topic topic);

        /** Looks for what would meet: makes the plan. */
        void find();

        /** Shows what the plan found. */
        void found();

        /** Shows what the figures of the cheapest fix rest on. */
        void fix();
    }

    /** An empty bar. */
    public VerdictBar(Actions actions) {
        this.actions = actions;
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
        cancel.setOnAction(event -> actions.cancel());
        HBox work = new HBox(6, progress, cancel);
        work.setAlignment(Pos.CENTER_RIGHT);
        work.setMinWidth(Region.USE_PREF_SIZE);
        work.visibleProperty().bind(progress.progressProperty().lessThan(1));
        progress.setProgress(1);
        detail.getStyleClass().addAll("quiet", "small");
        detail.setId("verdict-detail");
        detail.setMinWidth(0);
        detail.setWrapText(true);
        detail.setMaxHeight(DETAIL_PX);
        SourceLink.install(sentence, () -> actions.evidence(topic));
        SourceLink.install(detail, () -> actions.evidence(topic));
        SourceLink.install(phases, () -> actions.evidence(Topic.FRAMES));
        fix.setId("verdict-fix");
        fix.getStyleClass().add("verdict-fix");
        fix.setWrapText(true);
        fix.setMaxHeight(FIX_PX);
        SourceLink.install(fix, actions::fix);
        find.setId("verdict-find");
        find.getStyleClass().addAll("small", "verdict-find");
        find.setTooltip(new Tooltip(Texts.get("verdict.find.tip")));
        find.setOnAction(event -> {
            if (fixKnown) {
                actions.found();
            } else {
                actions.find();
            }
        });
        HBox mend = new HBox(8, fix, find);
        mend.setAlignment(Pos.CENTER_LEFT);
        mend.visibleProperty().bind(find.visibleProperty());
        mend.managedProperty().bind(find.visibleProperty());
        fix.managedProperty().bind(fix.visibleProperty());
        fix.visibleProperty().bind(fix.textProperty().isNotEmpty());
        find.setMinWidth(Region.USE_PREF_SIZE);
        find.setVisible(false);
        VBox words = new VBox(2, sentence, detail, mend);
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
        evidence.setOnAction(event -> actions.evidence(Topic.EVERYTHING));
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
            SourceLink.tip(sentence, "");
            showDetail("");
            phases.setText("");
            objectives.getChildren().clear();
            find.setVisible(false);
            fix.setText("");
            return;
        }
        Verdict verdict = answer.verdict();
        mark.setText(verdict.state().mark(true));
        List<String> style =
                List.of("label", "verdict-mark", verdict.state().name().toLowerCase(Locale.ROOT));
        if (!mark.getStyleClass().equals(style)) {
            mark.getStyleClass().setAll(style);
        }
        topic = VerdictWords.topic(answer);
        sentence.setText(verdict.sentence());
        String mending = VerdictWords.mending(answer);
        // said in a line of its own
        showDetail(verdict.detail().replace(mending, "").strip());
        SourceLink.tip(sentence, verdict.text());
        fix.setText(mending);
        SourceLink.tip(fix, mending);
        fixKnown = !mending.isEmpty();
        find.setText(Texts.get(fixKnown ? "verdict.found" : "verdict.find"));
        find.setVisible(fixKnown || VerdictWords.canBeMended(answer));
        phases.setText(VerdictWords.phases(answer));
        showMarks(answer);
        evidence.setText(Texts.get("verdict.assumed", answer.result().assumedValues()));
    }

    /** Two lines of it; the tooltip has all. */
    private void showDetail(String text) {
        detail.setText(text);
        SourceLink.tip(detail, text);
        detail.setVisible(!text.isEmpty());
        detail.setManaged(!text.isEmpty());
    }

    /** Marks that are there already say something else: making new ones takes more time. */
    private void showMarks(Answer answer) {
        List<RunResult.Check> checks = answer.result().slo().checks();
        if (objectives.getChildren().size() != checks.size() + 1) {
            objectives.getChildren().clear();
            checks.forEach(check -> {
                Label pill = new Label();
                SourceLink.install(pill, () -> actions.evidence((Topic) pill.getUserData()));
                objectives.getChildren().add(pill);
            });
            objectives.getChildren().add(evidence);
        }
        for (int i = 0; i < checks.size(); i++) {
            Objective objective = answer.objectives().get(i);
            Label pill = (Label) objectives.getChildren().get(i);
            pill.setUserData(Topic.ofObjective(checks.get(i).name()));
            Verdict.State state = VerdictWords.state(answer, objective);
            pill.setText(VerdictWords.mark(state, objective));
            List<String> style = List.of("label", "pill", PILLS.get(state), "sourced");
            if (!pill.getStyleClass().equals(style)) {
                pill.getStyleClass().setAll(style);
            }
            SourceLink.tip(pill, VerdictWords.full(state, objective));
            pill.setAccessibleText(VerdictWords.full(state, objective));
        }
    }
}
