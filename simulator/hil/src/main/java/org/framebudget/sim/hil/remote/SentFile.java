package org.framebudget.sim.hil.remote;

import java.nio.file.Path;
import java.time.Duration;

/** Whether a file arrived whole. */
final class SentFile {
    private SentFile() {}

    static void check(RemoteShell shell, Path local, long bytes, String remote, Duration limit) {
        ShellResult size = shell.run("counting " + local.getFileName(), "wc -c < " + ShellText.quote(remote), limit);
        if (!size.good() || !size.out().strip().equals(String.valueOf(bytes))) {
            throw Faults.machine(shell.name() + ": of the " + bytes + " bytes of " + local.getFileName() + " "
                    + (size.good() ? size.out().strip() + " arrived" : "none can be seen (" + size.complaint() + ")")
                    + ". Is there room on the device?");
        }
    }
}
