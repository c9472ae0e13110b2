package org.framebudget.sim.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.framebudget.devices.calibration.imports.CalibrationReport;
import org.framebudget.devices.calibration.imports.CalibrationTables;
import org.framebudget.models.MachineException;
import org.framebudget.models.SafeFiles;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleEdge;

/** The report on a fit as files: a PDF with tables and charts, each chart as PNG, the figures as CSV. */
public final class FitReport {
    private static final double PT_PER_MM = 72 / 25.4;
    private static final double PIXELS_PER_PT = 2.5;

    private FitReport() {}

    /**
     * Writes everything; the folder is made where it is missing.
     *
     * @return the files written
     * @throws MachineException where the folder cannot be written
     */
    public static List<Path> write(Path folder, CalibrationReport report) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new MachineException("The folder " + folder + " cannot be made: " + e.getMessage(), e);
        }
        List<Path> written = new ArrayList<>();
        text(written, folder.resolve("parameters.csv"), CalibrationTables.parameters(report));
        text(written, folder.resolve("covariance.csv"), CalibrationTables.covariance(report));
        text(written, folder.resolve("residuals.csv"), CalibrationTables.residuals(report));
        FitHtml html = new FitHtml(report);
        for (FitHtml.Plot plot : html.plots()) {
            Path file = folder.resolve(plot.name() + ".png");
            SafeFiles.write(file, out -> ImageIO.write(picture(plot), "png", out));
            written.add(file);
        }
        Path pdf = folder.resolve("fit-report.pdf");
        SafeFiles.write(pdf, out -> {
            ChartBook charts = new ChartBook();
            String page = html.page(charts);
            PdfPages.write(out, page, charts, new PdfPages.About(html.title(), html.subject(), page.hashCode()));
        });
        written.add(pdf);
        return List.copyOf(written);
    }

    private static void text(List<Path> written, Path file, String text) {
        SafeFiles.writeText(file, text);
        written.add(file);
    }

    /** The chart with a legend below, which on a page is text. */
    static BufferedImage picture(FitHtml.Plot plot) {
        JFreeChart chart = plot.chart();
        if (chart.getXYPlot().getDataset().getSeriesCount() > 1) {
            LegendTitle legend = new LegendTitle(chart.getXYPlot());
            legend.setItemFont(PlanFonts.sans(6.8f));
            legend.setPosition(RectangleEdge.BOTTOM);
            legend.setFrame(BlockBorder.NONE);
            chart.addLegend(legend);
        }
        double widthPt = plot.widthMm() * PT_PER_MM;
        double heightPt = plot.heightMm() * PT_PER_MM;
        BufferedImage image = new BufferedImage(
                (int) Math.round(widthPt * PIXELS_PER_PT),
                (int) Math.round(heightPt * PIXELS_PER_PT),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.scale(PIXELS_PER_PT, PIXELS_PER_PT);
        chart.draw(graphics, new Rectangle2D.Double(0, 0, widthPt, heightPt));
        graphics.dispose();
        return image;
    }
}
