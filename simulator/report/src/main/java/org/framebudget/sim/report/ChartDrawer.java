package org.framebudget.sim.report;

import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.render.RenderingContext;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Draws a chart of the {@link ChartBook} where the page has its element. */
final class ChartDrawer implements FSObjectDrawer {
    private final ChartBook charts;

    ChartDrawer(ChartBook charts) {
        this.charts = charts;
    }

    @Override
    public @Nullable Map<Shape, String> drawObject(
            Element element,
            double x,
            double y,
            double width,
            double height,
            OutputDevice device,
            RenderingContext context,
            int dotsPerPixel) {
        int number = Integer.parseInt(element.getAttribute("data-chart"));
        Rectangle2D area = charts.area(number);
        // lengths arrive in dots
        float widthPx = (float) width / dotsPerPixel;
        float heightPx = (float) height / dotsPerPixel;
        device.drawWithGraphics((float) x, (float) y, widthPx, heightPx, graphics -> {
            graphics.scale(widthPx / area.getWidth(), heightPx / area.getHeight());
            charts.drawing(number).draw(graphics, area);
        });
        return null;
    }
}
