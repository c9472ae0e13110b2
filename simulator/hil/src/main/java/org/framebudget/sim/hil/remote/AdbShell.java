package org.framebudget.sim.hil.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.framebudget.models.InputException;

/**
 * A shell on an Android device, by the program {@code adb}. The status of a command is printed after it: before Android 7 adb
 * told none, and without it the connection was cut.
 */
final class AdbShell implements RemoteShell {
    private static final String MARK = "framebudget_status";
    private static final Pattern STATUS = Pattern.compile("\\n" + MARK + "=(\\d{1,3})\\s*$");
    private static final Pattern DEVICE = Pattern.compile("^(\\S+)\\s+(device|unauthorized|offline|recovery|sideload|no"
            + " permissions|authorizing|connecting|bootloader|host)\\b.*$");
    private static final String READY = "device";

    private final Path adb;
    private final String serial;
    private final String name;

    private AdbShell(Path adb, String serial) {
        this.adb = adb;
        this.serial = serial;
        this.name = "adb:" + serial;
    }

    /**
     * Finds the device.
     *
     * @throws InputException where the target names none of those connected, or not which of several
     * @throws org.framebudget.models.MachineException where none is connected, or it is not ready
     */
    static AdbShell connect(RemoteTarget target, Path adb, Duration limit) {
        ShellResult listed = LocalProcess.run("adb", "listing devices", List.of(adb.toString(), "devices"), limit);
        if (!listed.good()) {
            throw Faults.machine("adb cannot list devices: " + listed.complaint());
        }
        List<String> serials = new ArrayList<>();
        List<String> states = new ArrayList<>();
        listed.out().lines().forEach(line -> {
            Matcher device = DEVICE.matcher(line);
            if (device.find()) {
                serials.add(device.group(1));
                states.add(device.group(2));
            }
        });
        String wanted = target.serial();
        if (serials.isEmpty()) {
            throw Faults.machine(
                    target.text() + ": adb sees no device. Is it connected, and is debugging over USB on?");
        }
        if (wanted == null && serials.size() > 1) {
            throw new InputException("--device adb: " + serials.size() + " devices are connected: "
                    + String.join(", ", serials) + ". Name one, as in adb:" + serials.get(0) + ".");
        }
        int index = wanted == null ? 0 : serials.indexOf(wanted);
        if (index < 0) {
            throw new InputException("--device " + target.text() + ": adb does not see it; connected: "
                    + String.join(", ", serials) + ".");
        }
        String state = states.get(index);
        if (!state.equals(READY)) {
            throw Faults.machine("adb:" + serials.get(index) + ": is " + state + "."
                    + (state.equals("unauthorized") ? " Allow debugging on the device's screen." : ""));
        }
        return new AdbShell(adb, serials.get(index));
    }

    @Override
    public String name() {
        return name;
    }

    private List<String> command(String... rest) {
        List<String> all = new ArrayList<>(List.of(adb.toString(), "-s", serial));
        all.addAll(List.of(rest));
        return all;
    }

    @Override
    public ShellResult run(String what, String script, Duration limit) {
        // one argument: adb joins several with blanks and leaves the quoting to the caller
        String line = "sh -c " + ShellText.quote(script) + "; s=$?; echo; echo \"" + MARK + "=$s\"";
        ShellResult result = LocalProcess.run(name, what, command("shell", line), limit);
        Matcher status = STATUS.matcher(result.out());
        if (!status.find()) {
            throw Faults.machine(
                    name + ": the connection was lost, and with it: " + what + ". (adb: " + result.complaint() + ")");
        }
        return new ShellResult(
                Integer.parseInt(status.group(1)), result.out().substring(0, status.start()), result.err());
    }

    @Override
    public void put(Path local, String remote, Duration limit) {
        String what = "copying " + local.getFileName();
        long bytes;
        try {
            bytes = Files.size(local);
        } catch (IOException e) {
            throw new InputException(local + ": cannot be read: " + Faults.reason(e), e);
        }
        ShellResult pushed = LocalProcess.run(
                name, what, command("push", local.toAbsolutePath().toString(), remote), limit);
        if (!pushed.good()) {
            throw Faults.machine(name + ": " + what + " to " + remote + " failed: " + pushed.complaint());
        }
        SentFile.check(this, local, bytes, remote, limit);
    }

    @Override
    public void close() {
        // every command has its own process, which has ended
    }
}
