package org.framebudget.sim.report;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page about users with different devices. */
final class UsersHtml {
    private UsersHtml() {}

    /** Its line in the outline; none where nobody asks. */
    static void bookmark(ReportInput input, Map<String, String> targets) {
        if (users(input) != null) {
            targets.put("users", "Which users meet the objectives");
        }
    }

    /** Empty where nobody asks. */
    static String html(ReportInput input, ChartBook charts) {
        UsersMeeting users = users(input);
        if (users == null) {
            return "";
        }
        Html page = new Html();
        page.raw("<div class=\"block\">").heading("users", "Which users meet the objectives");
        page.paragraph(users.sentence());
        page.paragraph(
                "The scenario on each device in each air, everything else as it is. A user meets where all objectives hold over the"
                        + " scenario's own duration; what the profiles leave open is drawn for each on its own.");
        page.raw(UsersChart.html(users, charts)).raw("</div>\n");
        page.raw("<div class=\"dense\">").raw(users.html().html()).raw("</div>");
        users.sources().forEach(page::paragraph);
        return page.toString();
    }

    private static @Nullable UsersMeeting users(ReportInput input) {
        BurstAndSustained phases = input.phases();
        return phases == null ? null : phases.users();
    }
}
