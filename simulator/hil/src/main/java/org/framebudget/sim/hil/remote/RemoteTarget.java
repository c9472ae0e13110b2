package org.framebudget.sim.hil.remote;

import org.jspecify.annotations.Nullable;

/**
 * How to reach a device.
 *
 * @param kind over what
 * @param user of ssh; absent for the user here
 * @param host of ssh, empty for adb
 * @param port of ssh, 0 for adb
 * @param serial of adb; absent where there is only one device
 */
public record RemoteTarget(
        Kind kind,
        @Nullable String user,
        String host,
        int port,
        @Nullable String serial) {
    static final int SSH_PORT = 22;

    /** Ways to reach a device. */
    public enum Kind {
        /** Any system with a shell. */
        SSH,
        /** Android. */
        ADB
    }

    /** As it is given on the command line. */
    public String text() {
        if (kind == Kind.ADB) {
            return serial == null ? "adb" : "adb:" + serial;
        }
        return "ssh://" + (user == null ? "" : user + "@") + (host.contains(":") ? "[" + host + "]" : host)
                + (port == SSH_PORT ? "" : ":" + port);
    }
}
