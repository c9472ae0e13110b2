package org.framebudget.sim.hil.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.framebudget.models.MachineException;
import org.jspecify.annotations.Nullable;

/** Runs a program here. It prints into files, so that a server which it leaves behind with open streams holds nobody up. */
final class LocalProcess {
    private LocalProcess() {}

    static ShellResult run(String device, String what, List<String> command, Duration limit) {
        Path out = null;
        Path err = null;
        Process process = null;
        try {
            out = Files.createTempFile("framebudget", ".out");
            err = Files.createTempFile("framebudget", ".err");
            process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Faults.late(device, what, limit);
            }
            return new ShellResult(process.exitValue(), text(out), text(err));
        } catch (IOException e) {
            throw new MachineException(command.get(0) + " could not be run: " + Faults.reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MachineException(device + ": " + what + " was interrupted.", e);
        } finally {
            if (process != null && process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            delete(out);
            delete(err);
        }
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return BoundedOutput.text(in.readNBytes(BoundedOutput.MAX_BYTES));
        }
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }
}
