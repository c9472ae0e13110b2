package org.framebudget.ui.app;

import java.util.List;
import java.util.function.DoubleSupplier;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.framebudget.ui.playback.Playback;
import org.framebudget.ui.text.Texts;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The buttons that run through the time. */
final class PlayButtons {
    private final Playback playback;
    private final DoubleSupplier intervalS;
    private final Button play = icon(Feather.PLAY, "toolbar.play");
    private final Button step = icon(Feather.SKIP_FORWARD, "toolbar.step");
    private final Button speed = new Button();

    /** @param intervalS of the frames that one step goes on by */
    PlayButtons(Playback playback, DoubleSupplier intervalS) {
        this.playback = playback;
        this.intervalS = intervalS;
        play.setId("play");
        play.setOnAction(event -> runOrPause());
        playback.runningProperty()
                .addListener((property, was, is) -> play.setGraphic(new FontIcon(is ? Feather.PAUSE : Feather.PLAY)));
        step.setOnAction(event -> step());
        speed.setId("speed");
        speed.setMinWidth(Region.USE_PREF_SIZE);
        speed.setTooltip(new Tooltip(Texts.get("toolbar.speed")));
        speed.setOnAction(event -> playback.nextSpeed());
        playback.speedProperty().addListener((property, old, now) -> showSpeed());
        showSpeed();
    }

    static Button icon(Feather icon, String key) {
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().add("button-icon");
        button.setTooltip(new Tooltip(Texts.get(key)));
        button.setAccessibleText(Texts.get(key));
        return button;
    }

    List<Button> all() {
        return List.of(play, step, speed);
    }

    void runOrPause() {
        playback.runningProperty().set(!playback.runningProperty().get());
    }

    void step() {
        playback.step(intervalS.getAsDouble());
    }

    private void showSpeed() {
        double times = playback.speedProperty().get();
        speed.setText(
                Texts.get("toolbar.speed.value", times < 1 ? "0." + Math.round(10 * times) : "" + Math.round(times)));
    }
}
