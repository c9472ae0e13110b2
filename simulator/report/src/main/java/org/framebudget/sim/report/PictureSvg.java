package org.framebudget.sim.report;

import java.util.Locale;

/** A {@link Picture} as SVG for a page whose style sheet has a colour for each role. */
final class PictureSvg {
    private final StringBuilder out = new StringBuilder();

    private PictureSvg() {}

    /** @param alt what it shows, for those who cannot see it */
    static String of(Picture picture, String alt) {
        PictureSvg svg = new PictureSvg();
        svg.out
                .append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 ")
                .append(number(picture.widthPt()))
                .append(' ')
                .append(number(picture.heightPt()))
                .append("\" aria-label=\"")
                .append(Html.escape(alt))
                .append("\">\n");
        picture.items().forEach(svg::item);
        return svg.out.append("</svg>\n").toString();
    }

    private void item(Picture.Item item) {
        if (item instanceof Picture.Line line) {
            line(line);
        } else if (item instanceof Picture.Mark mark) {
            mark(mark);
        } else if (item instanceof Picture.Box box) {
            out.append("<rect x=\"")
                    .append(number(box.x()))
                    .append("\" y=\"")
                    .append(number(box.y()))
                    .append("\" width=\"")
                    .append(number(box.width()))
                    .append("\" height=\"")
                    .append(number(box.height()))
                    .append("\" class=\"f-")
                    .append(box.role().css())
                    .append('"');
            end("rect", box.title());
        } else if (item instanceof Picture.Words words) {
            words(words);
        }
    }

    private void end(String tag, String title) {
        out.append(title.isEmpty() ? "/>\n" : "><title>" + Html.escape(title) + "</title></" + tag + ">\n");
    }

    private void line(Picture.Line line) {
        out.append("<polyline points=\"");
        for (int i = 0; i < line.x().length; i++) {
            out.append(i == 0 ? "" : " ")
                    .append(number(line.x()[i]))
                    .append(',')
                    .append(number(line.y()[i]));
        }
        out.append("\" class=\"s-")
                .append(line.role().css())
                .append("\" stroke-width=\"")
                .append(number(line.widthPt()))
                .append(line.dashed() ? "\" stroke-dasharray=\"4 2" : "")
                .append("\"/>\n");
    }

    private void mark(Picture.Mark mark) {
        boolean filled = mark.filled() && mark.form() != Picture.Form.CROSS && mark.form() != Picture.Form.PLUS;
        String style = (filled ? "f-" : "s-") + mark.role().css();
        if (mark.form() == Picture.Form.CIRCLE) {
            out.append("<circle cx=\"")
                    .append(number(mark.x()))
                    .append("\" cy=\"")
                    .append(number(mark.y()))
                    .append("\" r=\"")
                    .append(number(mark.sizePt() / 2))
                    .append("\" class=\"")
                    .append(style)
                    .append('"');
            end("circle", mark.title());
            return;
        }
        out.append("<path d=\"")
                .append(path(mark))
                .append("\" class=\"")
                .append(style)
                .append('"');
        end("path", mark.title());
    }

    private static String path(Picture.Mark mark) {
        StringBuilder path = new StringBuilder();
        for (double[][] part : PictureForms.of(mark.form(), mark.x(), mark.y(), mark.sizePt())) {
            for (int i = 0; i < part.length; i++) {
                path.append(i == 0 ? 'M' : 'L')
                        .append(number(part[i][0]))
                        .append(' ')
                        .append(number(part[i][1]));
            }
            path.append(part.length > 2 ? "Z" : "");
        }
        return path.toString();
    }

    private void words(Picture.Words words) {
        String x = number(words.x());
        String y = number(words.y());
        out.append("<text x=\"")
                .append(x)
                .append("\" y=\"")
                .append(y)
                .append("\" text-anchor=\"")
                .append(words.anchor().css())
                .append("\" font-size=\"")
                .append(number(words.sizePt()))
                .append(words.bold() ? "\" font-weight=\"bold" : "")
                .append(words.upright() ? "\" transform=\"rotate(-90 " + x + " " + y + ")" : "")
                .append("\" class=\"f-")
                .append(words.role().css())
                .append("\">")
                .append(Html.escape(words.text()))
                .append("</text>\n");
    }

    /** Two decimals are finer than any screen. */
    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }
}
