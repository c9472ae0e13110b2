package org.framebudget.ui.app;

import java.util.ArrayList;
import java.util.List;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.host.ThisMachine;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.ui.charts.ChartExport;
import org.framebudget.ui.charts.TimeView;
import org.framebudget.ui.compare.CompareView;
import org.framebudget.ui.compare.PinTable;
import org.framebudget.ui.controls.ControlsView;
import org.framebudget.ui.controls.ControlsViewModel;
import org.framebudget.ui.devices.DeviceRuns;
import org.framebudget.ui.devices.DevicesView;
import org.framebudget.ui.evidence.EvidenceView;
import org.framebudget.ui.evidence.Topic;
import org.framebudget.ui.export.DesktopPlaces;
import org.framebudget.ui.export.ExportBar;
import org.framebudget.ui.export.Exporter;
import org.framebudget.ui.export.Places;
import org.framebudget.ui.hardware.HardwareBar;
import org.framebudget.ui.hardware.HardwareRuns;
import org.framebudget.ui.live.Beside;
import org.framebudget.ui.live.LiveView;
import org.framebudget.ui.machine.MachineRuns;
import org.framebudget.ui.machine.MachineView;
import org.framebudget.ui.map.MapView;
import org.framebudget.ui.open.Opener;
import org.framebudget.ui.open.StartPage;
import org.framebudget.ui.playback.PipelineView;
import org.framebudget.ui.playback.Playback;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.session.Question;
import org.framebudget.ui.session.Session;
import org.framebudget.ui.side.DistributionCard;
import org.framebudget.ui.side.PowerBar;
import org.framebudget.ui.sweep.SweepRuns;
import org.framebudget.ui.sweep.SweepView;
import org.framebudget.ui.text.Texts;
import org.framebudget.ui.theme.Theme;
import org.framebudget.ui.verdict.VerdictBar;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The window's content: the verdict on top, controls at the left, what is looked at in the middle, the pipeline at the right. */
final class MainView extends BorderPane {
    private final Session session;
    private final TimeView time = new TimeView();
    private final Playback playback = new Playback(time);
    private final LiveView live = new LiveView(time);
    private final PipelineView pipeline = new PipelineView(time);
    private final DistributionCard distribution = new DistributionCard();
    private final PowerBar power;
    private final VerdictBar verdict;
    private final Exporter exporter;
    private final ExportBar exports;
    private final MapView map;
    private final CompareView comparison;
    private final DeviceRuns deviceRuns;
    private final DevicesView devices;
    private final SweepRuns sweepRuns;
    private final SweepView sweeps;
    private final MachineRuns machineRuns;
    private final MachineView machine;
    private final EvidenceView evidence;
    private final EvidenceTab sources;
    private final TabPane tabs = new TabPane();
    private final Label file = new Label();
    private final ProblemPanel problem;
    private final AppMenu menu;
    private final StartPage start;
    private final PlayButtons play = new PlayButtons(playback, this::intervalS);
    private final ChangesBox changes;
    private final HardwareRuns hardwareRuns;
    private final HardwareBar hardware;
    private Theme theme = Theme.LIGHT;

    /** @param places where files go; absent for the desktop's chooser */
    MainView(Session session, Commands commands, @Nullable Places places) {
        this.session = session;
        evidence = new EvidenceView(session);
        sources = new EvidenceTab(evidence, () -> select("tab.evidence"));
        power = new PowerBar(sources::find);
        changes = new ChangesBox(session, commands);
        Opener opener = commands.opener();
        problem = new ProblemPanel(session::dismissProblem);
        start = new StartPage(opener, commands::open);
        menu = new AppMenu(
                commands,
                new MenuActions(this, session),
                Bindings.isNull(session.questionProperty()).or(opener.startShownProperty()));
        exporter = new Exporter(session, Platform::runLater);
        exports = new ExportBar(
                session,
                exporter,
                places == null
                        ? new DesktopPlaces(
                                () -> getScene() == null ? null : getScene().getWindow())
                        : places);
        getStyleClass().add("main");
        map = new MapView(session, sources);
        comparison = new CompareView(session, time, sources);
        deviceRuns = new DeviceRuns(session, Platform::runLater);
        devices = new DevicesView(session, deviceRuns, time, sources);
        sweepRuns = new SweepRuns(session, Platform::runLater, opener::openSoon);
        sweeps = new SweepView(session, sweepRuns, commands.dialogs()::folder, () -> select("tab.live"));
        machineRuns =
                new MachineRuns(session, new ThisMachine(), ProfileRepository.defaultUserFolder(), Platform::runLater);
        machine = new MachineView(machineRuns, commands.dialogs()::networks, commands.dialogs()::replace);
        verdict = new VerdictBar(new VerdictActions(session, sources, () -> select("tab.map")));
        hardwareRuns = new HardwareRuns(session, Platform::runLater);
        hardware = new HardwareBar(hardwareRuns, commands.dialogs(), exports::export);
        HBox toolbar = toolbar();
        setTop(new VBox(toolbar, verdict, problem, exports.message(), new VBox(hardware)));
        // in this order, which is that of the Tab key
        setLeft(left());
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        addTab("tab.live", live);
        addTab("tab.map", map);
        addTab("tab.compare", comparison);
        addTab("tab.devices", devices);
        addTab("tab.sweep", sweeps);
        addTab("tab.machine", machine);
        addTab("tab.evidence", evidence);
        tabs.getSelectionModel().selectedItemProperty().addListener((property, old, now) -> {
            Node front = now == null ? null : now.getContent();
            map.setShown(front == map);
            comparison.setShown(front == comparison);
            sweeps.setShown(front == sweeps);
            evidence.setShown(front == evidence);
            if (front == machine) {
                machineRuns.look();
            }
        });
        setCenter(new StackPane(tabs, start));
        setRight(right());
        opener.startShownProperty().addListener((property, was, is) -> showStart(is));
        showStart(opener.startShownProperty().get());
        addEventHandler(ChartExport.ASKED, exports::export);
        DropTarget.install(this, opener::drop);
        PlayKey.install(this, () -> !start.isVisible(), play::runOrPause);
        session.questionProperty().addListener((property, old, now) -> showQuestion(now));
        // the result to compare with changes before an answer only
        session.answerProperty().addListener((property, old, now) -> showAnswer());
        session.problemProperty().addListener((property, old, now) -> problem.show(now));
        session.progressProperty().addListener((property, old, now) -> verdict.setProgress(now.doubleValue()));
        live.onStream(this::showSide);
        pipeline.onStage(stage -> sources.find(Topic.FRAMES, stage));
        live.onSource(sources::ofPresent);
        distribution.onSource(() -> sources.ofPresent(Topic.FRAMES));
        hardwareRuns.seenProperty().addListener((property, old, now) -> live.showBeside(beside()));
        showQuestion(session.questionProperty().get());
        showTheme(theme);
    }

    /** The run on hardware where it is of this scenario, else the one before the last change. */
    private @Nullable Beside beside() {
        Answer answer = session.answerProperty().get();
        return answer == null
                ? null
                : hardwareRuns
                        .beside(answer)
                        .orElseGet(() -> Beside.before(session.ghostProperty().get()));
    }

    /** Offers to run the scenario with a real device. */
    void askForHardware() {
        hardware.ask();
        select("tab.live");
    }

    private void select(String id) {
        tabs.getTabs().stream()
                .filter(tab -> id.equals(tab.getId()))
                .findFirst()
                .ifPresent(tabs.getSelectionModel()::select);
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
        Button look = PlayButtons.icon(Feather.MOON, "toolbar.theme");
        look.setOnAction(event -> showTheme(theme.other()));
        menu.setMinWidth(Region.USE_PREF_SIZE);
        HBox bar = new HBox(8, name, menu, file, gap);
        bar.getChildren().addAll(play.all());
        bar.getChildren().addAll(look, exports.buttons());
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("toolbar");
        return bar;
    }

    /** What runs through the time. */
    PlayButtons play() {
        return play;
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
        VBox all = new VBox(6, new ControlsView(controls()), changes);
        all.getStyleClass().add("side");
        return scroll(all, 268);
    }

    private ControlsViewModel controls() {
        ControlsViewModel controls = new ControlsViewModel(session);
        // a profile that was just made can be chosen at once
        machineRuns.calibratedProperty().addListener((property, old, now) -> controls.lookAgain());
        return controls;
    }

    private ScrollPane right() {
        VBox all = new VBox(10, pipeline, distribution.chart(), power, new PinTable(session, sources));
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

    private void showQuestion(@Nullable Question question) {
        file.setText(
                question == null
                        ? ""
                        : question.shortName() + " · " + question.scenario().name());
        changes.show(question);
    }

    private void showAnswer() {
        Answer answer = session.answerProperty().get();
        verdict.show(answer);
        live.show(answer, beside());
        // in a turn of its own: all together would hold the window's thread longest of all
        Platform.runLater(() -> {
            hardware.refresh();
            showSide();
        });
    }

    private void showSide() {
        Answer answer = session.answerProperty().get();
        pipeline.show(answer, live.stream());
        distribution.show(answer, session.ghostProperty().get(), live.stream());
        power.show(answer, live.stream(), theme.colours());
    }

    private void showStart(boolean shown) {
        start.setBack(session.questionProperty().get() != null);
        Node real = hardware.getParent();
        List<Node> all = new ArrayList<>(List.of(start, tabs, getLeft(), getRight(), verdict, real, file));
        all.addAll(play.all());
        for (Node node : all) {
            boolean seen = (node == start) == shown;
            node.setVisible(seen);
            node.setManaged(seen);
        }
        playback.runningProperty().set(false);
        if (shown) {
            start.requestFocus();
        }
    }

    /** The start page, for its cards. */
    StartPage start() {
        return start;
    }

    /** The menus. */
    AppMenu menu() {
        return menu;
    }

    /** Another look. */
    void showTheme(Theme other) {
        theme = other;
        Application.setUserAgentStylesheet(other.sheet());
        getStyleClass().removeAll("dark", "light");
        getStyleClass().add(other.colours().dark() ? "dark" : "light");
        live.setColours(other.colours());
        map.setColours(other.colours());
        distribution.setColours(other.colours());
        comparison.setColours(other.colours());
        devices.setColours(other.colours());
        sweeps.setColours(other.colours());
        showSide();
    }

    Theme theme() {
        return theme;
    }

    DevicesView devices() {
        return devices;
    }

    DeviceRuns deviceRuns() {
        return deviceRuns;
    }

    SweepView sweeps() {
        return sweeps;
    }

    SweepRuns sweepRuns() {
        return sweepRuns;
    }

    MachineView machine() {
        return machine;
    }

    MachineRuns machineRuns() {
        return machineRuns;
    }

    HardwareRuns hardwareRuns() {
        return hardwareRuns;
    }

    /** Ends the work that this view began. */
    void close() {
        sweepRuns.close();
        hardwareRuns.close();
        machineRuns.close();
        exporter.close();
        deviceRuns.close();
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
