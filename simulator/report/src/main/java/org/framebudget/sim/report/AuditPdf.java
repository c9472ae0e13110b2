package org.framebudget.sim.report;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.models.SafeFiles;

/** An audit of claims as PDF, A4, in the look of the plan: all verdicts first, then each claim with what it rests on. */
public final class AuditPdf {
    private static final String TITLE = "Claims, audited";

    private AuditPdf() {}

    /** How far a claim holds. */
    public enum Holds {
        /** In all cases looked at. */
        ALWAYS("meets"),
        /** Under conditions that the claim does not name. */
        SOMETIMES("undecided"),
        /** In none. */
        NEVER("misses");

        private final String css;

        Holds(String css) {
            this.css = css;
        }
    }

    /**
     * One claim.
     *
     * @param range value with its range in words, empty where there is none
     * @param assumed free ASSUMED parameters that the answer rests on
     * @param verdict in words
     * @param because one sentence
     */
    public record Audited(
            String claim,
            String stated,
            String simulated,
            String range,
            String conditions,
            List<String> assumed,
            String verdict,
            Holds holds,
            String because) {
        /** Keeps a copy of the list. */
        public Audited {
            assumed = List.copyOf(assumed);
        }
    }

    /**
     * Writes the audit as a whole.
     *
     * @throws InputException for a directory, or a folder that does not exist
     * @throws MachineException where the file cannot be written
     */
    public static void write(Path file, List<Audited> claims) {
        String page = page(claims);
        SafeFiles.write(
                file,
                out -> PdfPages.write(
                        out, page, new ChartBook(), new PdfPages.About(TITLE, subject(claims), page.hashCode())));
    }

    private static String subject(List<Audited> claims) {
        return count(claims, Holds.ALWAYS) + " of " + claims.size() + " claims hold, " + count(claims, Holds.SOMETIMES)
                + " under conditions that they do not name, " + count(claims, Holds.NEVER)
                + " do not. No parameter was set from a claim.";
    }

    private static long count(List<Audited> claims, Holds holds) {
        return claims.stream().filter(claim -> claim.holds() == holds).count();
    }

    static String page(List<Audited> claims) {
        Map<String, String> holes = new LinkedHashMap<>();
        holes.put("title", Html.escape(TITLE));
        holes.put("subject", Html.escape(subject(claims)));
        holes.put("css", Template.css(Paper.A4));
        holes.put("footer", Html.escape("Framebudget · claims held against measurements and simulated runs"));
        Html body = new Html();
        body.raw(summary(claims).html());
        body.raw("<h2>One by one</h2>");
        claims.forEach(claim -> detail(body, claim));
        holes.put("body", body.toString());
        return Template.fill("fit.html", holes);
    }

    private static HtmlTable summary(List<Audited> claims) {
        HtmlTable table =
                new HtmlTable().words("claim", 46).words("simulated", 90).words("verdict", 26);
        for (Audited claim : claims) {
            table.row().cell(claim.claim()).cell(claim.simulated()).cell(claim.verdict());
        }
        return table;
    }

    private static void detail(Html body, Audited claim) {
        body.raw("<div class=\"verdict " + claim.holds().css + "\">")
                .element("p", "sentence", claim.claim())
                .element("p", "detail", claim.verdict() + ": " + claim.because())
                .raw("<table class=\"facts\">");
        fact(body, "stated", claim.stated());
        fact(body, "simulated", claim.simulated());
        fact(body, "range", claim.range());
        fact(body, "conditions", claim.conditions());
        fact(body, "free ASSUMED parameters", claim.assumed().isEmpty() ? "none" : String.join("; ", claim.assumed()));
        body.raw("</table></div>\n");
    }

    private static void fact(Html body, String name, String text) {
        if (!text.isEmpty()) {
            body.raw("<tr>")
                    .element("td", "factname", name)
                    .element("td", "fact", text)
                    .raw("</tr>\n");
        }
    }
}
