package org.framebudget.sim.report;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.Locale;
import org.framebudget.models.MachineException;
import org.jspecify.annotations.Nullable;

/** The fonts of the plan: DejaVu from a jar, so that every machine gives the same pages. */
final class PlanFonts {
    static final String SANS = "/net/sf/jasperreports/fonts/dejavu/DejaVuSans.ttf";
    static final String SANS_BOLD = "/net/sf/jasperreports/fonts/dejavu/DejaVuSans-Bold.ttf";
    static final String MONO = "/net/sf/jasperreports/fonts/dejavu/DejaVuSansMono.ttf";

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

    /**
     * The text without what one of the fonts cannot draw or XML cannot hold: signs of the same meaning in its place where
     * there are some, else its code points, as in {@code [U+65E5 U+672C]}.
     */
    static String drawable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean inCodes = false;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int codePoint = text.codePointAt(at);
            String drawn = drawn(codePoint);
            if (drawn == null) {
                out.append(inCodes ? " " : "[").append(String.format(Locale.ROOT, "U+%04X", codePoint));
                inCodes = true;
            } else {
                // what is never seen does not end a row of codes
                boolean ends = inCodes && !drawn.isEmpty();
                out.append(ends ? "]" : "").append(drawn);
                inCodes &= !ends;
            }
        }
        return out.append(inCodes ? "]" : "").toString();
    }

    private static @Nullable String drawn(int codePoint) {
        if (codePoint == '\n') {
            return "\n";
        }
        if (codePoint == '\t' || codePoint == '\r') {
            return " ";
        }
        if (draws(codePoint)) {
            return Character.toString(codePoint);
        }
        if (invisible(codePoint)) {
            return "";
        }
        String simpler = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC);
        return simpler.codePoints().allMatch(PlanFonts::draws) ? simpler : null;
    }

    private static boolean draws(int codePoint) {
        return codePoint >= ' '
                && Character.getType(codePoint) != Character.SURROGATE
                && INSTANCE.sans.canDisplay(codePoint)
                && INSTANCE.bold.canDisplay(codePoint)
                && INSTANCE.mono.canDisplay(codePoint);
    }

    /** Joiners, marks of direction and selectors of a glyph's form. */
    private static boolean invisible(int codePoint) {
        return Character.getType(codePoint) == Character.FORMAT
                || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
                || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
    }

    private static Font load(String resource) {
        try (InputStream in = open(resource)) {
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException | FontFormatException e) {
            throw new MachineException("The plan's own font could not be loaded: " + e.getMessage() + ".", e);
        }
    }
}
