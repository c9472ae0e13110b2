package org.framebudget.sim.report;

import java.io.IOException;
import java.io.InputStream;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Answers every request for a system font with our own, so that the PDF library neither searches the machine's folders
 * nor leaves a cache in the user's home. No text of the plan asks for one.
 */
final class OwnFontsOnly implements FontMapper {
    private @Nullable TrueTypeFont font;

    /** Takes effect for the whole process, before the first PDF. */
    static void install() {
        FontMappers.set(new OwnFontsOnly());
    }

    @Override
    public FontMapping<TrueTypeFont> getTrueTypeFont(String baseFont, PDFontDescriptor descriptor) {
        return new FontMapping<>(font(), false);
    }

    @Override
    public FontMapping<FontBoxFont> getFontBoxFont(String baseFont, PDFontDescriptor descriptor) {
        return new FontMapping<>(font(), false);
    }

    @Override
    public @Nullable CIDFontMapping getCIDFont(
            String baseFont, PDFontDescriptor descriptor, PDCIDSystemInfo systemInfo) {
        return null;
    }

    private synchronized TrueTypeFont font() {
        if (font == null) {
            try (InputStream in = PlanFonts.open(PlanFonts.SANS)) {
                font = new TTFParser().parse(new RandomAccessReadBuffer(in));
            } catch (IOException e) {
                throw new IllegalStateException("The plan's own font is damaged.", e);
            }
        }
        return font;
    }
}
