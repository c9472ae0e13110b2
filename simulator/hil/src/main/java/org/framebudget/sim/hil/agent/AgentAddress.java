package org.framebudget.sim.hil.agent;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.framebudget.models.InputException;

/** Host and port, as in {@code agent://pi.local:7645} and {@code agent://[::1]}. */
record AgentAddress(String host, int port) {
    static final String SCHEME = "agent://";
    private static final Pattern TEXT = Pattern.compile("(\\[[0-9A-Fa-f:.%a-z]+]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?/?");
    private static final int MOST_PORT = 65_535;

    /** Reads one with its scheme. */
    static AgentAddress of(String target) {
        if (!target.startsWith(SCHEME)) {
            throw new InputException("'" + target + "' is no agent. Write agent://HOST:PORT.");
        }
        return read(target.substring(SCHEME.length()), "'" + target + "'");
    }

    /**
     * Reads host and port.
     *
     * @param where how messages call what was given
     */
    static AgentAddress read(String text, String where) {
        Matcher parts = TEXT.matcher(text);
        int port = -1;
        if (parts.matches()) {
            port = parts.group(2) == null ? AgentApi.DEFAULT_PORT : Integer.parseInt(parts.group(2));
        }
        if (port < 0 || port > MOST_PORT) {
            throw new InputException(where + " is no host with a port: as in pi.local:" + AgentApi.DEFAULT_PORT
                    + ", 192.168.1.7 or [::1]:" + AgentApi.DEFAULT_PORT + ".");
        }
        return new AgentAddress(parts.group(1).replaceAll("[\\[\\]]", ""), port);
    }

    @Override
    public String toString() {
        return SCHEME + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
