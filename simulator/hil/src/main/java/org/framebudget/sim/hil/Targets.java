package org.framebudget.sim.hil;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.framebudget.models.InputException;

/**
 * What stands behind the sign of equality in {@code --device ID=TARGET}.
 *
 * @param device id in the scenario
 * @param kind of target
 * @param place what follows the kind; empty where nothing does
 */
record Targets(String device, Kind kind, String place) {
    private static final Pattern FORM = Pattern.compile("([^=]+)=(.+)");

    /** Who answers. */
    enum Kind {
        LOCAL,
        AGENT,
        SSH,
        ADB,
        REPLAY
    }

    /** @throws InputException for what is none of them */
    static Targets parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw wrong(text);
        }
        String device = form.group(1);
        String target = form.group(2);
        if (target.equals("local")) {
            return new Targets(device, Kind.LOCAL, "");
        }
        if (target.startsWith("agent://")) {
            return new Targets(device, Kind.AGENT, target);
        }
        if (target.startsWith("ssh://")) {
            return new Targets(device, Kind.SSH, target);
        }
        if (target.equals("adb") || target.startsWith("adb:")) {
            return new Targets(device, Kind.ADB, target);
        }
        if (target.startsWith("replay:") && target.length() > "replay:".length()) {
            return new Targets(device, Kind.REPLAY, target.substring("replay:".length()));
        }
        throw wrong(text);
    }

    private static InputException wrong(String text) {
        return new InputException("--device: '" + text + "' names no target. Right are ID=local, ID=agent://HOST:PORT,"
                + " ID=ssh://USER@HOST, ID=adb, ID=adb:SERIAL and ID=replay:FILE, with the id of a device in the"
                + " scenario.");
    }

    Path file() {
        return Path.of(place);
    }
}
