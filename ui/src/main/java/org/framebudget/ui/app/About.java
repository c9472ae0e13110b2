package org.framebudget.ui.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the program is and how to cite it.
 *
 * @param title of the work
 * @param authors who wrote it
 * @param licence its short name
 * @param year of the release
 * @param version of this program
 */
record About(String title, String authors, String licence, String year, String version) {

    /** From the citation file of the program. */
    static About of(String version) {
        try (InputStream in = Objects.requireNonNull(About.class.getResourceAsStream("CITATION.cff"), "CITATION.cff")) {
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8), version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From the text of a citation file. */
    static About of(String cff, String version) {
        String date = value(cff, "date-released");
        return new About(
                value(cff, "title"),
                value(cff, "- name"),
                value(cff, "license"),
                date.length() > 4 ? date.substring(0, 4) : date,
                version);
    }

    private static String value(String cff, String key) {
        Matcher line = Pattern.compile("(?m)^\\s*" + Pattern.quote(key) + ":\\s*\"?(.*?)\"?\\s*$")
                .matcher(cff);
        return line.find() ? line.group(1) : "";
    }

    /** One line for a list of references. */
    String citation() {
        return authors + " (" + year + "). " + title + ". Version " + version + ".";
    }
}
