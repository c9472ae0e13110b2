package org.framebudget.models.runtime.child;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.tensorflowlite.global.tensorflowlite;

/** Loads the runtime's native library, or says why it cannot be. */
final class NativeLibrary {
    private static final Pattern GLIBC = Pattern.compile("version [`']GLIBC_([0-9.]+)' not found");

    private NativeLibrary() {}

    /** Unpacks it where it is not yet, loads it, and returns its version. */
    static String load() {
        try {
            Loader.load(tensorflowlite.class);
            return tensorflowlite.TfLiteVersion().getString();
        } catch (LinkageError e) {
            throw fault(e, Loader.getPlatform());
        }
    }

    static ChildFault fault(LinkageError e, String platform) {
        StringBuilder said = new StringBuilder();
        for (Throwable t = e; t != null; t = t.getCause()) {
            said.append(said.isEmpty() ? "" : "; ").append(t.getMessage());
        }
        String text = said.toString();
        Matcher glibc = GLIBC.matcher(text);
        if (glibc.find()) {
            return ChildFault.machine(
                    "TensorFlow Lite needs version " + glibc.group(1) + " of the system's C library (glibc)",
                    "A newer Linux, as Debian 12 or Ubuntu 22.04, has it.");
        }
        if (text.contains("in java.library.path")) {
            return ChildFault.machine(
                    "this version brings no TensorFlow Lite for " + platform,
                    "It runs on Linux, macOS and Windows on x86-64 and on Linux and macOS on arm64.");
        }
        return ChildFault.machine("TensorFlow Lite cannot be loaded: " + text.strip(), null);
    }
}
