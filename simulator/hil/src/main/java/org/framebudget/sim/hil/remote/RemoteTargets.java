package org.framebudget.sim.hil.remote;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.framebudget.models.InputException;
import org.framebudget.sim.hil.remote.RemoteTarget.Kind;
import org.jspecify.annotations.Nullable;

/** Reads how to reach a device: {@code ssh://user@host:port}, {@code adb} or {@code adb:SERIAL}. */
public final class RemoteTargets {
    private static final String SSH = "ssh://";
    private static final String ADB = "adb";
    private static final Pattern ADDRESS =
            Pattern.compile("^(?:([^@/]*)@)?(?:\\[([0-9A-Fa-f:.%a-z]+)]|([^@:/\\[\\]]*))(?::([^:/]*))?/?$");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");
    private static final Pattern SERIAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]*");
    private static final int MAX_PORT = 65_535;
    private static final String RIGHT = "Targets are ssh://USER@HOST, ssh://USER@HOST:PORT, adb and adb:SERIAL.";

    private RemoteTargets() {}

    /** Whether a text means to be such a target, right or wrong. */
    public static boolean claims(String text) {
        return text.startsWith("ssh:") || text.equals(ADB) || text.startsWith(ADB + ":");
    }

    /**
     * Reads a target.
     *
     * @throws InputException with what is wrong and what would be right
     */
    public static RemoteTarget parse(String text) {
        if (text.equals(ADB)) {
            return new RemoteTarget(Kind.ADB, null, "", 0, null);
        }
        if (text.startsWith(ADB + ":")) {
            String serial = text.substring(ADB.length() + 1);
            if (!SERIAL.matcher(serial).matches()) {
                throw wrong(text, "'" + serial + "' is no serial number.", "'adb devices' lists those connected.");
            }
            return new RemoteTarget(Kind.ADB, null, "", 0, serial);
        }
        if (text.startsWith(SSH)) {
            return ssh(text);
        }
        throw wrong(text, "no such kind of target.", RIGHT);
    }

    private static RemoteTarget ssh(String text) {
        String rest = text.substring(SSH.length());
        int at = rest.lastIndexOf('@');
        if (rest.lastIndexOf(':', Math.max(at, 0)) > 0 && at > 0) {
            // not repeated in the message, for who reads over a shoulder or in a log
            throw new InputException(
                    "--device ssh://…: a password does not belong on the command line, where others can"
                            + " read it. Keys are used, from the agent and from ~/.ssh: 'ssh-copy-id USER@HOST' puts one there.");
        }
        Matcher address = ADDRESS.matcher(rest);
        if (!address.matches()) {
            throw wrong(text, "'" + rest + "' is no address.", RIGHT);
        }
        String user = address.group(1);
        if (user != null && !NAME.matcher(user).matches()) {
            throw wrong(text, "'" + user + "' is no user's name.", RIGHT);
        }
        String six = address.group(2);
        String host = six == null ? address.group(3) : six;
        if (host == null || six == null && !NAME.matcher(host).matches()) {
            throw wrong(text, "'" + (host == null ? "" : host) + "' is no host's name.", RIGHT);
        }
        return new RemoteTarget(Kind.SSH, user, host, port(text, address.group(4)), null);
    }

    private static int port(String text, @Nullable String port) {
        if (port == null) {
            return RemoteTarget.SSH_PORT;
        }
        int number = port.matches("\\d{1,5}") ? Integer.parseInt(port) : 0;
        if (number < 1 || number > MAX_PORT) {
            throw wrong(text, "'" + port + "' is no port.", "Ports are numbers from 1 to " + MAX_PORT + ".");
        }
        return number;
    }

    private static InputException wrong(String text, String problem, String advice) {
        return new InputException("--device " + text + ": " + problem + " " + advice);
    }
}
