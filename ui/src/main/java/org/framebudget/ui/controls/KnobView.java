package org.framebudget.ui.controls;

import atlantafx.base.controls.ProgressSliderSkin;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** One knob: its name, its value to type, a slider or a list with a mark at the scenario's value, a note, a reset. */
final class KnobView extends VBox {
    private static final double THUMB_PX = 16;

    private final ControlsViewModel model;
    private final Label name = new Label();
    private final TextField number = new TextField();
    private final Label unit = new Label();
    private final Button reset = new Button(null, new FontIcon(Feather.ROTATE_CCW));
    private final Slider slider = new Slider();
    private final Rectangle mark = new Rectangle(2, 9);
    private final Pane marks = new Pane(mark);
    private final StopsStrip strip = new StopsStrip(THUMB_PX / 2);
    private final ToggleButton lock = new ToggleButton(null, new FontIcon(Feather.UNLOCK));
    private final ComboBox<Knob.Stop> list = new ComboBox<>();
    private final StopCell closed = new StopCell(false);
    private final Label note = new Label();
    private Knob knob;
    private boolean showing;

    KnobView(Knob first, ControlsViewModel model) {
        this.model = model;
        this.knob = first;
        String title = Texts.get("knob." + first.id());
        name.setText(title);
        name.setMinWidth(Region.USE_PREF_SIZE);
        setId("knob-" + first.id());
        getStyleClass().add("knob");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        number.getStyleClass().add("knob-number");
        number.setPrefColumnCount(4);
        number.setAccessibleText(title);
        number.setOnAction(event -> model.type(knob, number.getText()));
        number.focusedProperty().addListener((property, was, is) -> {
            if (!is && !number.getText().equals(knob.stop().label())) {
                model.type(knob, number.getText());
                if (!model.isAsking()) {
                    number.setText(knob.stop().label());
                }
            }
        });
        if (!first.free()) {
            number.getStyleClass().add("knob-size");
        }
        number.setVisible(first.slider());
        number.setManaged(first.slider());
        unit.getStyleClass().add("quiet");
        reset.getStyleClass().addAll("button-icon", "flat", "knob-reset");
        reset.setTooltip(new Tooltip(Texts.get("knob.reset")));
        reset.setAccessibleText(Texts.get("knob.reset") + ": " + title);
        reset.setOnAction(event -> model.reset(knob));
        lock.getStyleClass().addAll("button-icon", "flat", "knob-reset", "knob-lock");
        lock.setTooltip(new Tooltip(Texts.get("knob.lock")));
        lock.getTooltip().setWrapText(true);
        lock.getTooltip().setMaxWidth(320);
        lock.setAccessibleText(Texts.get("knob.lock"));
        lock.selectedProperty().bindBidirectional(model.lockedProperty());
        lock.selectedProperty()
                .addListener((property, was, is) -> lock.setGraphic(new FontIcon(is ? Feather.LOCK : Feather.UNLOCK)));
        lock.setGraphic(new FontIcon(lock.isSelected() ? Feather.LOCK : Feather.UNLOCK));
        HBox head = new HBox(5, name, gap, reset, lock, number, unit);
        head.setAlignment(Pos.CENTER_LEFT);
        getChildren().add(head);
        getChildren().add(first.slider() ? slider() : list());
        note.getStyleClass().addAll("quiet", "small");
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().add(note);
        setAccessibleText(title);
        show(first);
    }

    private Node slider() {
        slider.setSkin(new ProgressSliderSkin(slider));
        slider.setMin(0);
        slider.setBlockIncrement(1);
        slider.setMajorTickUnit(1);
        slider.setMinorTickCount(0);
        slider.setSnapToTicks(true);
        slider.setAccessibleText(name.getText());
        slider.valueProperty().addListener((property, old, now) -> {
            if (!showing) {
                model.turn(knob, (int) Math.round(now.doubleValue()));
            }
        });
        slider.valueChangingProperty().addListener((property, was, is) -> {
            if (!is) {
                model.settle();
            }
        });
        mark.getStyleClass().add("knob-mark");
        marks.setMouseTransparent(true);
        marks.widthProperty().addListener((property, old, now) -> placeMark());
        StackPane both = new StackPane(slider, marks);
        both.setPadding(new Insets(0));
        return new VBox(1, both, strip);
    }

    /** The track is shorter than the slider by the thumb. */
    private void placeMark() {
        double last = Math.max(1, slider.getMax());
        mark.setX(THUMB_PX / 2 + knob.base() / last * (marks.getWidth() - THUMB_PX) - 1);
        mark.setY(marks.getHeight() / 2 - 4.5);
    }

    private Node list() {
        list.setMaxWidth(Double.MAX_VALUE);
        list.setAccessibleText(name.getText());
        list.setButtonCell(closed);
        list.setCellFactory(view -> new StopCell(true));
        list.getSelectionModel().selectedIndexProperty().addListener((property, old, now) -> {
            if (!showing && now.intValue() >= 0) {
                model.turn(knob, now.intValue());
                // where it cannot be so, what is shown stays what it was
                if (!model.isAsking()) {
                    show(knob);
                }
                model.settle();
            }
        });
        return list;
    }

    void show(Knob other) {
        showing = true;
        boolean sameStops =
                knob.stops().equals(other.stops()) && !list.getItems().isEmpty();
        knob = other;
        if (!number.isFocused() || !number.getText().equals(other.stop().label())) {
            number.setText(other.stop().label());
        }
        unit.setText(other.unit());
        unit.setVisible(!other.unit().isEmpty());
        unit.setManaged(!other.unit().isEmpty());
        reset.setVisible(other.changed());
        boolean lockable = model.lockable(other);
        lock.setVisible(lockable);
        lock.setManaged(lockable);
        boolean fixed = !other.why().isEmpty();
        slider.setDisable(fixed);
        list.setDisable(fixed);
        number.setDisable(fixed);
        reset.setDisable(fixed);
        if (other.slider()) {
            slider.setMax(Math.max(1, other.stops().size() - 1));
            if (Math.round(slider.getValue()) != other.now()) {
                slider.setValue(other.now());
            }
            slider.pseudoClassStateChanged(KnobStates.UNKNOWN, !other.stop().known());
            slider.setAccessibleText(name.getText() + ": " + other.stop().label() + unitText(other)
                    + (other.stop().note().isEmpty() ? "" : ", " + other.stop().note()));
            strip.show(other.stops());
            mark.setVisible(other.changed());
            placeMark();
        } else {
            if (!sameStops) {
                list.getItems().setAll(other.stops());
            }
            list.getSelectionModel().select(other.now());
            closed.showMark();
        }
        String text = other.changed()
                ? Texts.get("knob.scenario", other.stops().get(other.base()).label() + unitText(other))
                : "";
        String say = fixed ? other.why() : other.stop().note();
        note.setText(say + (say.isEmpty() || text.isEmpty() ? "" : " · ") + text);
        boolean any = !note.getText().isEmpty();
        note.setVisible(any);
        note.setManaged(any);
        showing = false;
    }

    private static String unitText(Knob knob) {
        return knob.unit().isEmpty() ? "" : "\u202f" + knob.unit();
    }

    /**
     * A stop in a list: what nobody measured is marked, and so is what the file says. The closed list has the mark, as a slider does, where
     * the file says something else.
     */
    private final class StopCell extends ListCell<Knob.Stop> {
        private final boolean inList;
        private final Rectangle own = new Rectangle(2, 9);

        StopCell(boolean inList) {
            this.inList = inList;
            own.getStyleClass().add("knob-mark");
            setContentDisplay(inList ? ContentDisplay.LEFT : ContentDisplay.RIGHT);
            setGraphicTextGap(6);
        }

        @Override
        protected void updateItem(Knob.@Nullable Stop stop, boolean empty) {
            super.updateItem(stop, empty);
            pseudoClassStateChanged(KnobStates.UNKNOWN, inList && !empty && stop != null && !stop.known());
            setText(empty || stop == null ? null : stop.label());
            // always there, so that names stand below each other
            setGraphic(empty || stop == null ? null : own);
            showMark();
        }

        void showMark() {
            Knob.Stop file = knob.stops().get(knob.base());
            boolean marked = inList ? file.equals(getItem()) : knob.changed();
            own.setVisible(marked);
            Knob.Stop stop = getItem();
            setAccessibleText(
                    stop == null
                            ? null
                            : stop.label() + (marked ? ", " + Texts.get("knob.scenario", file.label()) : ""));
        }
    }
}
