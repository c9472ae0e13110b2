package org.framebudget.ui.charts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * A chart over time: title, a legend that shows the values at the time looked at and hides its series on a click, and
 * the curves. The wheel zooms, dragging moves, a double click shows all, a click looks at a time; the arrow keys, plus,
 * minus and 0 do the same.
 */
public final class ChartPane extends VBox {
    /** Of a note that has several lines. */
    private static final double NOTE_PX = 150;

    private static final double LEGEND_BESIDE_PX = 110;

    private final TimeView time;
    private final ObjectProperty<ChartModel> model;
    private final Label title = new Label();
    private final Label note = new Label();
    private final FlowPane legend = new FlowPane(10, 2);
    private final HBox head = new HBox(10);
    private final Plot plot;
    private final Set<String> hidden = new LinkedHashSet<>();
    private ChartColours colours = new ChartColours(false);

    /**
     * A chart.
     *
     * @param times whether its foot shows the time
     */
    public ChartPane(ChartModel first, TimeView time, boolean times) {
        this.time = time;
        model = new SimpleObjectProperty<>(first);
        plot = new Plot(times);
        getStyleClass().addAll("card", "chart");
        title.getStyleClass().add("card-title");
        note.getStyleClass().addAll("quiet", "small");
        // a long one takes a second line before it takes the page's width
        note.setWrapText(true);
        note.setMinWidth(NOTE_PX);
        note.setMinHeight(Region.USE_PREF_SIZE);
        legend.setAlignment(Pos.TOP_RIGHT);
        legend.setPrefWrapLength(420);
        HBox.setHgrow(legend, Priority.ALWAYS);
        title.setMinWidth(Region.USE_PREF_SIZE);
        head.getChildren().setAll(title, note, legend, new ChartMenu(this, this::shot));
        head.getStyleClass().add("chart-head");
        VBox.setVgrow(plot, Priority.ALWAYS);
        getChildren().setAll(head, plot);
        model.addListener((property, old, now) -> changed());
        time.atSProperty().addListener((property, old, now) -> moved());
        time.fromSProperty().addListener((property, old, now) -> plot.redraw());
        time.toSProperty().addListener((property, old, now) -> plot.redraw());
        changed();
    }

    /** What is shown. */
    public ObjectProperty<ChartModel> modelProperty() {
        return model;
    }

    /** Another theme. */
    public void setColours(ChartColours other) {
        colours = other;
        changed();
    }

    /** The chart as it is looked at, for a file. */
    ChartShot shot() {
        return new ChartShot(
                model.get(),
                colours,
                hidden,
                time.fromSProperty().get(),
                time.toSProperty().get());
    }

    /** For a narrow column: note and legend stand below the title. */
    public void setNarrow() {
        legend.setAlignment(Pos.TOP_LEFT);
        legend.setPrefWrapLength(180);
        head.getChildren().setAll(title, gap(), head.getChildren().get(3));
        note.setMinWidth(0);
        getChildren().setAll(head, note, legend, plot);
    }

    private static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }

    /** Height of the curves below which they do not get, however long the legend. */
    public void setPlotMinHeight(double heightPx) {
        plot.setMinHeight(heightPx);
    }

    /** Waits until charts that were laid out are drawn, for pictures of a window; not called from the window's thread. */
    public static void awaitDrawn() {
        ChartPainter.await();
    }

    ChartColours colours() {
        return colours;
    }

    private void changed() {
        ChartModel shown = model.get();
        title.setText(shown.title());
        note.setText(shown.note());
        boolean noted = !shown.note().isEmpty();
        note.setManaged(noted);
        if (noted && head.getChildren().contains(note)) {
            // what it does not need is the legend's all the same
            legend.setPrefWrapLength(LEGEND_BESIDE_PX);
        }
        showLegend(shown);
        plot.setAccessibleText(
                shown.title() + (shown.note().isEmpty() ? "" : ", " + shown.note()) + ", in " + shown.unit());
        plot.redraw();
        moved();
    }

    /** Items that are there already are kept where they can be: making controls is what takes most time. */
    private void showLegend(ChartModel shown) {
        List<LegendItem.Entry> entries = new ArrayList<>();
        shown.lines().forEach(line -> entries.add(LegendItem.Entry.of(line, colours)));
        shown.levels().forEach(level -> entries.add(LegendItem.Entry.of(level, colours)));
        shown.marks().stream()
                .filter(mark -> entries.stream().noneMatch(entry -> entry.name().equals(mark.name())))
                .findFirst()
                .ifPresent(mark -> entries.add(LegendItem.Entry.of(mark, colours)));
        Map<String, LegendItem> before = new HashMap<>();
        legend.getChildren().forEach(node -> before.put(((LegendItem) node).name(), (LegendItem) node));
        List<LegendItem> items = new ArrayList<>();
        for (LegendItem.Entry entry : entries) {
            LegendItem item = before.remove(entry.name());
            if (item == null) {
                item = new LegendItem(entry, this);
            } else {
                item.show(entry);
            }
            items.add(item);
        }
        if (!legend.getChildren().equals(items)) {
            legend.getChildren().setAll(items);
        }
    }

    boolean isHidden(String name) {
        return hidden.contains(name);
    }

    void toggle(String name) {
        if (!hidden.remove(name)) {
            hidden.add(name);
        }
        plot.redraw();
    }

    private void moved() {
        legend.getChildren()
                .forEach(item -> ((LegendItem) item).show(time.atSProperty().get(), model.get()));
        plot.placeCursor();
    }

    /** The curves with the line at the time looked at. */
    private final class Plot extends Region {
        private final ImageView curves = new ImageView();
        private final ChartPainter painter = new ChartPainter(this::show);
        private final Line cursor = new Line();
        private final boolean times;
        private ChartPainter.@Nullable Order ordered;
        private @Nullable WritableImage image;
        private boolean stale = true;
        private double pressedX;
        private double pressedFromS;
        private boolean dragged;

        Plot(boolean times) {
            this.times = times;
            getStyleClass().add("plot");
            cursor.getStyleClass().add("cursor-line");
            cursor.setManaged(false);
            cursor.setMouseTransparent(true);
            getChildren().setAll(curves, cursor);
            curves.setManaged(false);
            curves.setMouseTransparent(true);
            setMinHeight(30);
            setFocusTraversable(true);
            setAccessibleRole(AccessibleRole.IMAGE_VIEW);
            setOnScroll(this::zoom);
            PlotTip.install(this, x -> TipWords.of(model.get(), hidden, timeAt(x), shownS() * 4 / innerWidth()));
            setOnMousePressed(this::press);
            setOnMouseDragged(this::drag);
            setOnMouseReleased(this::release);
            setOnKeyPressed(event -> {
                // what is a chart's own key must not move the focus or the page as well
                if (key(event.getCode())) {
                    event.consume();
                }
            });
        }

        /** At the next pulse, once for all that changes until then. */
        void redraw() {
            stale = true;
            requestLayout();
        }

        @Override
        protected void layoutChildren() {
            ChartPainter.Order before = ordered;
            double width = Math.max(1, snapSizeX(getWidth()));
            double height = Math.max(1, snapSizeY(getHeight()));
            if (stale
                    || before == null
                    || before.width() != width
                    || before.height() != height
                    || before.scale() != scale()) {
                ordered = new ChartPainter.Order(
                        model.get(),
                        colours,
                        hidden,
                        times,
                        time.fromSProperty().get(),
                        time.toSProperty().get(),
                        width,
                        height,
                        scale());
                painter.order(ordered);
                stale = false;
            }
            placeCursor();
        }

        /** Points of the screen a unit of the page. */
        private double scale() {
            Window shownIn = getScene() == null ? null : getScene().getWindow();
            return shownIn == null ? 1 : shownIn.getRenderScaleX();
        }

        private void show(ChartPainter.Picture picture) {
            WritableImage into = image;
            if (into == null || into.getWidth() != picture.widthPx() || into.getHeight() != picture.heightPx()) {
                into = new WritableImage(picture.widthPx(), picture.heightPx());
                image = into;
                curves.setImage(into);
            }
            into.getPixelWriter()
                    .setPixels(
                            0,
                            0,
                            picture.widthPx(),
                            picture.heightPx(),
                            PixelFormat.getIntArgbPreInstance(),
                            picture.argb(),
                            0,
                            picture.widthPx());
            curves.setFitWidth(picture.widthPx() / picture.order().scale());
            curves.setFitHeight(picture.heightPx() / picture.order().scale());
        }

        void placeCursor() {
            double share = (time.atSProperty().get() - time.fromSProperty().get()) / shownS();
            cursor.setVisible(share >= 0 && share <= 1 && model.get().axis().equals(ChartModel.Axis.TIME));
            double x = snapPositionX(TimePlot.LEFT_PX + share * innerWidth()) + 0.5;
            cursor.setStartX(x);
            cursor.setEndX(x);
            cursor.setStartY(0);
            cursor.setEndY(getHeight() - TimePlot.footPx(times));
        }

        private double innerWidth() {
            return Math.max(1, getWidth() - TimePlot.LEFT_PX - TimePlot.VALUES_PX);
        }

        private double shownS() {
            return Math.max(
                    1e-9, time.toSProperty().get() - time.fromSProperty().get());
        }

        private double timeAt(double x) {
            return time.fromSProperty().get() + (x - TimePlot.LEFT_PX) / innerWidth() * shownS();
        }

        private void zoom(ScrollEvent event) {
            // without a modifier the wheel belongs to the page that the charts stand on
            if (event.isShortcutDown() && event.getDeltaY() != 0) {
                time.zoom(event.getDeltaY() > 0 ? 0.8 : 1.25, timeAt(event.getX()));
                event.consume();
            }
        }

        private void press(MouseEvent event) {
            requestFocus();
            // the page that the charts stand on would take the focus back
            event.consume();
            pressedX = event.getX();
            pressedFromS = time.fromSProperty().get();
            dragged = false;
            if (event.getClickCount() == 2) {
                time.showAll();
            }
        }

        private void drag(MouseEvent event) {
            double movedPx = event.getX() - pressedX;
            if (Math.abs(movedPx) > 3) {
                dragged = true;
            }
            if (!dragged) {
                return;
            }
            boolean all = shownS() >= time.durationSProperty().get();
            if (all) {
                // nothing to move: the drag looks through the run
                lookAt(event.getX());
            } else {
                setCursor(Cursor.CLOSED_HAND);
                double fromS = pressedFromS - movedPx / innerWidth() * shownS();
                time.show(fromS, fromS + shownS());
            }
        }

        private void release(MouseEvent event) {
            setCursor(Cursor.DEFAULT);
            if (!dragged && event.getClickCount() == 1 && event.getButton() == MouseButton.PRIMARY) {
                lookAt(event.getX());
            }
        }

        private void lookAt(double x) {
            time.atSProperty().set(Math.max(0, Math.min(time.durationSProperty().get(), timeAt(x))));
        }

        private boolean key(KeyCode code) {
            double stepS = shownS() / 50;
            double atS = time.atSProperty().get();
            switch (code) {
                case LEFT -> time.atSProperty().set(Math.max(0, atS - stepS));
                case RIGHT ->
                    time.atSProperty().set(Math.min(time.durationSProperty().get(), atS + stepS));
                case PLUS, ADD, EQUALS -> time.zoom(0.8, atS);
                case MINUS, SUBTRACT -> time.zoom(1.25, atS);
                case DIGIT0, NUMPAD0 -> time.showAll();
                default -> {
                    return false;
                }
            }
            return true;
        }
    }
}
