package org.framebudget.ui.app;

import javafx.application.Application;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.ui.charts.TimeView;
import org.framebudget.ui.compare.PinRows;
import org.framebudget.ui.compare.PinTable;
import org.framebudget.ui.controls.ControlsView;
import org.framebudget.ui.controls.ControlsViewModel;
import org.framebudget.ui.live.LiveView;
import org.framebudget.ui.playback.PipelineView;
import org.framebudget.ui.playback.Playback;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.session.Question;
import org.framebudget.ui.session.Session;
import org.framebudget.ui.side.PowerBar;
import org.framebudget.ui.text.Texts;
import org.framebudget.ui.theme.Theme;
import org.framebudget.ui.verdict.VerdictBar;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The window's content: the verdict on top, controls at the left, what is looked at in the middle, the pipeline at the right. */
final class MainView extends BorderPane {
    private final Session session;
    private final TimeView time = new TimeView();
    private final Playback playback = new Playback(time);
    private final LiveView live = new LiveView(time);
    private final PipelineView pipeline = new PipelineView(time);
    private final PowerBar power = new PowerBar();
    private final VerdictBar verdict;
    private final TabPane tabs = new TabPane();
    private final Label file = new Label();
    private final Label problem = new Label();
    private final HBox problemBar;
    private final Button play = button(Feather.PLAY, "toolbar.play");
    private final Button speed = new Button();
    private final VBox changes = new VBox(3);
    private Theme theme = Theme.LIGHT;

    MainView(Session session) {
        this.session = session;
        getStyleClass().add("main");
        verdict = new VerdictBar(
                session::cancel,
                () -> tabs.getSelectionModel().select(tabs.getTabs().size() - 1));
        problem.setWrapText(true);
        problem.setId("problem");
        problem.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(problem, Priority.ALWAYS);
        problem.setMaxWidth(Double.MAX_VALUE);
        Button close = button(Feather.X, "problem.close");
        close.setOnAction(event -> session.dismissProblem());
        problemBar = new HBox(8, new FontIcon(Feather.ALERT_TRIANGLE), problem, close);
        problemBar.setAlignment(Pos.CENTER_LEFT);
        problemBar.getStyleClass().add("problem-bar");
        setTop(new VBox(toolbar(), verdict, problemBar));
        setLeft(left());
        setRight(right());
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        addTab("tab.live", live);
        setCenter(tabs);
        session.questionProperty().addListener((property, old, now) -> showQuestion(now));
        session.answerProperty().addListener((property, old, now) -> showAnswer());
        session.ghostProperty().addListener((property, old, now) -> showAnswer());
        session.problemProperty().addListener((property, old, now) -> showProblem(now));
        session.progressProperty().addListener((property, old, now) -> verdict.setProgress(now.doubleValue()));
        live.onStream(this::showSide);
        showQuestion(session.questionProperty().get());
        showProblem(null);
        showTheme(theme);
    }

    void addTab(String key, Node content) {
        Tab tab = new Tab(Texts.get(key), content);
        tab.setId(key);
        tabs.getTabs().add(tab);
    }

    private HBox toolbar() {
        Label name = new Label(Texts.get("app.name"));
        name.getStyleClass().add("app-name");
        name.setMinWidth(Region.USE_PREF_SIZE);
        file.getStyleClass().add("quiet");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        play.setId("play");
        play.setOnAction(event ->
                playback.runningProperty().set(!playback.runningProperty().get()));
        playback.runningProperty()
                .addListener((property, was, is) -> play.setGraphic(new FontIcon(is ? Feather.PAUSE : Feather.PLAY)));
        Button step = button(Feather.SKIP_FORWARD, "toolbar.step");
        step.setOnAction(event -> playback.step(intervalS()));
        speed.setId("speed");
        speed.setTooltip(new Tooltip(Texts.get("toolbar.speed")));
        speed.setOnAction(event -> playback.nextSpeed());
        playback.speedProperty().addListener((property, old, now) -> showSpeed());
        showSpeed();
        Button look = button(Feather.MOON, "toolbar.theme");
        look.setOnAction(event -> showTheme(theme.other()));
        HBox bar = new HBox(8, name, file, gap, play, step, speed, look);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("toolbar");
        return bar;
    }

    private void showSpeed() {
        double times = playback.speedProperty().get();
        speed.setText(
                Texts.get("toolbar.speed.value", times < 1 ? "0." + Math.round(10 * times) : "" + Math.round(times)));
    }

    private double intervalS() {
        Question question = session.questionProperty().get();
        return question == null
                ? 0.033
                : question.scenario().cameras().stream()
                        .map(Scenario.CameraSpec::fps)
                        .mapToDouble(fps -> 1 / fps.perS())
                        .min()
                        .orElse(0.033);
    }

    private ScrollPane left() {
        VBox all = new VBox(6, new ControlsView(new ControlsViewModel(session)));
        Label heading = new Label(Texts.get("changes.heading"));
        heading.getStyleClass().add("heading");
        Button reset = new Button(Texts.get("changes.reset"));
        reset.setId("reset-all");
        reset.setOnAction(event -> session.resetAll());
        Button pin = new Button(Texts.get("changes.pin"));
        pin.setId("pin");
        pin.setOnAction(event -> session.pin());
        all.getChildren().addAll(heading, changes, new FlowPane(6, 6, reset, pin));
        all.getStyleClass().add("side");
        return scroll(all, 268);
    }

    private ScrollPane right() {
        VBox all = new VBox(10, pipeline, power, new PinTable(session));
        all.getStyleClass().add("side");
        return scroll(all, 262);
    }

    private static ScrollPane scroll(Node content, double widthPx) {
        ScrollPane pane = new ScrollPane(content);
        pane.setFitToWidth(true);
        pane.setMinWidth(widthPx);
        pane.setPrefWidth(widthPx);
        pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        pane.getStyleClass().add("side-scroll");
        return pane;
    }

    private static Button button(Feather icon, String key) {
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().add("button-icon");
        button.setTooltip(new Tooltip(Texts.get(key)));
        button.setAccessibleText(Texts.get(key));
        return button;
    }

    private void showQuestion(@Nullable Question question) {
        file.setText(
                question == null
                        ? ""
                        : question.shortName() + " · " + question.scenario().name());
        changes.getChildren().clear();
        if (question == null) {
            return;
        }
        for (String line : PinRows.differences(question)) {
            Label label = new Label(line);
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
            label.getStyleClass().addAll("quiet", "small");
            changes.getChildren().add(label);
        }
        if (changes.getChildren().isEmpty()) {
            Label none = new Label(Texts.get("changes.none"));
            none.getStyleClass().addAll("quiet", "small");
            changes.getChildren().add(none);
        }
    }

    private void showAnswer() {
        Answer answer = session.answerProperty().get();
        verdict.show(answer);
        live.show(answer, session.ghostProperty().get());
        showSide();
    }

    private void showSide() {
        Answer answer = session.answerProperty().get();
        pipeline.show(answer, live.stream());
        power.show(answer, live.stream(), theme.colours());
    }

    private void showProblem(Session.@Nullable Problem what) {
        problemBar.setVisible(what != null);
        problemBar.setManaged(what != null);
        problem.setText(what == null ? "" : what.title() + ": " + what.message());
    }

    /** Another look. */
    void showTheme(Theme other) {
        theme = other;
        Application.setUserAgentStylesheet(other.sheet());
        getStyleClass().removeAll("dark", "light");
        getStyleClass().add(other.colours().dark() ? "dark" : "light");
        live.setColours(other.colours());
        showSide();
    }

    Playback playback() {
        return playback;
    }

    TimeView time() {
        return time;
    }

    TabPane tabs() {
        return tabs;
    }
}
