package org.framebudget.sim.report;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import org.framebudget.models.MachineException;

/** The fonts of the plan: DejaVu from a jar, so that every machine gives the same pages. */
final class PlanFonts {
    static final String SANS = "/net/sf/jasperreports/fonts/dejavu/DejaVuSans.ttf";
    static final String SANS_BOLD = "/net/sf/jasperreports/fonts/dejavu/DejaVuSans-Bold.ttf";
    static final String MONO = "/net/sf/jasperreports/fonts/dejavu/DejaVuSansMono.ttf";

    /** Stands for every character that a font lacks. */
    private static final int REPLACEMENT = 0xFFFD;

    private static final PlanFonts INSTANCE = new PlanFonts();

    private final Font sans = load(SANS);
    private final Font bold = load(SANS_BOLD);
    private final Font mono = load(MONO);

    private PlanFonts() {}

    static InputStream open(String resource) {
        InputStream in = PlanFonts.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException("The font " + resource + " is not on the class path.");
        }
        return in;
    }

    static Font sans(float sizePt) {
        return INSTANCE.sans.deriveFont(sizePt);
    }

    static Font bold(float sizePt) {
        return INSTANCE.bold.deriveFont(sizePt);
    }

    /** The text with every character replaced that one of the fonts cannot draw or XML cannot hold. */
    static String drawable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().map(PlanFonts::drawable).forEach(out::appendCodePoint);
        return out.toString();
    }

    private static int drawable(int codePoint) {
        if (codePoint == '\n') {
            return codePoint;
        }
        if (codePoint == '\t' || codePoint == '\r') {
            return ' ';
        }
        boolean known = codePoint >= ' '
                && Character.getType(codePoint) != Character.SURROGATE
                && INSTANCE.sans.canDisplay(codePoint)
                && INSTANCE.bold.canDisplay(codePoint)
                && INSTANCE.mono.canDisplay(codePoint);
        return known ? codePoint : REPLACEMENT;
    }

    private static Font load(String resource) {
        try (InputStream in = open(resource)) {
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException | FontFormatException e) {
            throw new MachineException("The plan's own font could not be loaded: " + e.getMessage() + ".", e);
        }
    }
}
