package org.framebudget.models.runtime.child;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.framebudget.models.runtime.ChildProtocol;
import org.framebudget.models.runtime.InferenceRequest;

/** Loads what the parent asks for, each network in a thread of its own; ends with its parent. */
final class Server {
    private Server() {}

    /** Never returns but by ending the process. */
    static void serve(UnixDomainSocketAddress jobs, InputStream in) {
        Thread.setDefaultUncaughtExceptionHandler((thread, problem) -> die(thread, problem));
        ServerOut out = new ServerOut(new FileOutputStream(FileDescriptor.out), () -> end(jobs));
        try {
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(ChildProtocol.LOAD)) {
                    String[] parts = line.substring(ChildProtocol.LOAD.length()).split(" ", 2);
                    load(Integer.parseInt(parts[0]), ChildProtocol.read(parts[1], InferenceRequest.class), jobs, out);
                }
            }
        } catch (IOException e) {
            // as good as the parent's end
        }
        end(jobs);
    }

    /** The parent is gone, which any thread may see first. */
    private static void end(UnixDomainSocketAddress jobs) {
        remove(jobs.getPath());
        Runtime.getRuntime().halt(ChildMain.FAULT);
    }

    /** A parent that was killed has left the socket and its folder behind. */
    private static void remove(Path socket) {
        try {
            Files.deleteIfExists(socket);
            Path folder = socket.getParent();
            if (folder != null) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            return; // an empty folder harms nobody
        }
    }

    private static void load(int id, InferenceRequest request, UnixDomainSocketAddress jobs, ServerOut out) {
        Thread thread = new Thread(new ServedNetwork(id, request, jobs, out), "network " + id);
        thread.setDaemon(true);
        thread.start();
    }

    @SuppressWarnings("resource") // standard error stays open
    private static void die(Thread thread, Throwable problem) {
        try {
            new FileOutputStream(FileDescriptor.err)
                    .write(("Exception in thread \"" + thread.getName() + "\" " + problem + "\n")
                            .getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // the status says that something is wrong
        }
        Runtime.getRuntime().halt(1);
    }
}
