package org.framebudget.ui.charts;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.jfree.chart.JFreeChart;
import org.jspecify.annotations.Nullable;

/**
 * Draws the chart of one pane into memory, on a thread that all panes share, so that neither the window's own thread nor
 * the one that puts the window on the screen waits for curves. Of several orders the newest is drawn.
 */
final class ChartPainter {
    private static final ExecutorService THREAD = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "chart-painter");
        thread.setDaemon(true);
        return thread;
    });
    private static final String INTER = "/com/formdev/flatlaf/fonts/inter/Inter-Regular.otf";

    /** Pictures are shown together, so that the window is painted once for all of them, unless that takes longer. */
    private static final long TOGETHER_NS = 40_000_000;

    private static final AtomicInteger WAITING = new AtomicInteger();
    // of the painter's thread
    private static List<Runnable> finished = new ArrayList<>();
    private static long firstFinishedNs;
    private static boolean lettersKnown;

    private final Consumer<Picture> then;
    private final AtomicReference<@Nullable Order> next = new AtomicReference<>();
    // of the painter's thread
    private @Nullable Order last;
    private @Nullable JFreeChart chart;

    /** @param then takes each picture, on the window's thread */
    ChartPainter(Consumer<Picture> then) {
        this.then = then;
    }

    /**
     * What is to be drawn.
     *
     * @param hidden names of lines that are not
     * @param times whether the foot shows the time
     * @param fromS first time that is shown
     * @param toS last time that is shown
     * @param width on the page
     * @param height on the page
     * @param scale points of the screen a unit of the page
     */
    record Order(
            ChartModel model,
            ChartColours colours,
            Set<String> hidden,
            boolean times,
            double fromS,
            double toS,
            double width,
            double height,
            double scale) {
        Order {
            hidden = Set.copyOf(hidden);
        }

        boolean sameChart(Order other) {
            // the model is compared as an object: its arrays are
            return model == other.model
                    && colours.equals(other.colours)
                    && hidden.equals(other.hidden)
                    && times == other.times;
        }
    }

    /**
     * A drawn chart.
     *
     * @param argb its points row by row, opaque
     * @param widthPx points of the screen
     * @param heightPx points of the screen
     */
    record Picture(Order order, int[] argb, int widthPx, int heightPx) {}

    /** Draws soon, unless a newer order comes before. */
    void order(Order order) {
        if (next.getAndSet(order) == null) {
            WAITING.incrementAndGet();
            THREAD.execute(() -> {
                try {
                    paint();
                } finally {
                    if (WAITING.decrementAndGet() == 0 || System.nanoTime() - firstFinishedNs > TOGETHER_NS) {
                        showFinished();
                    }
                }
            });
        }
    }

    private static void showFinished() {
        List<Runnable> shown = finished;
        finished = new ArrayList<>();
        if (!shown.isEmpty()) {
            Platform.runLater(() -> shown.forEach(Runnable::run));
        }
    }

    private void paint() {
        Order order = next.getAndSet(null);
        if (order == null) {
            return;
        }
        knowLetters();
        JFreeChart drawn = chart;
        if (drawn == null || last == null || !order.sameChart(last)) {
            drawn = TimePlot.of(order.model(), order.colours(), order.hidden(), order.times());
            chart = drawn;
        }
        last = order;
        drawn.getXYPlot().getDomainAxis().setRange(order.fromS(), order.toS());
        Picture picture = picture(drawn, order);
        if (finished.isEmpty()) {
            firstFinishedNs = System.nanoTime();
        }
        finished.add(() -> then.accept(picture));
    }

    private static Picture picture(JFreeChart chart, Order order) {
        int widthPx = (int) Math.max(1, Math.round(order.width() * order.scale()));
        int heightPx = (int) Math.max(1, Math.round(order.height() * order.scale()));
        BufferedImage image = new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.scale(order.scale(), order.scale());
        chart.draw(g, new Rectangle2D.Double(0, 0, order.width(), order.height()));
        g.dispose();
        return new Picture(order, ((DataBufferInt) image.getRaster().getDataBuffer()).getData(), widthPx, heightPx);
    }

    /** The letters of the window, also in pictures. */
    private static void knowLetters() {
        if (lettersKnown) {
            return;
        }
        lettersKnown = true;
        try (InputStream in = ChartPainter.class.getResourceAsStream(INTER)) {
            if (in != null) {
                GraphicsEnvironment.getLocalGraphicsEnvironment().registerFont(Font.createFont(Font.TRUETYPE_FONT, in));
            }
        } catch (IOException | FontFormatException e) {
            // the system's own letters do as well
        }
    }

    /** Waits until all that was ordered before is drawn and on its way to the window's thread; not called from that. */
    static void await() {
        try {
            THREAD.submit(() -> {}).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
