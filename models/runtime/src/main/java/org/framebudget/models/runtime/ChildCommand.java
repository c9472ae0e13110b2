package org.framebudget.models.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The command line of the child: this Java, this class path, and options that keep its figures clean. */
final class ChildCommand {
    /** Named in a string, so that the parent's classes never refer to those that load native code. */
    static final String MAIN_CLASS = "org.framebudget.models.runtime.child.ChildMain";

    private ChildCommand() {}

    static List<String> of(Path nativeFolder, String mainClass) {
        List<String> command = new ArrayList<>();
        command.add(java());
        // other virtual machines than OpenJDK's lack some of the options below
        command.add("-XX:+IgnoreUnrecognizedVMOptions");
        // a crash is reported on standard error, which the parent reads, and leaves no file
        command.add("-XX:+ErrorFileToStderr");
        command.add("-XX:-CreateCoredumpOnCrash");
        command.add("-XX:-UsePerfData");
        // one thread for the collector and little compiling, so that nothing but the inference needs a core; the heap
        // is
        // touched before the memory's growth is read
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Xms32m");
        command.add("-Xmx256m");
        command.add("-XX:+AlwaysPreTouch");
        command.add("-Xshare:auto");
        String archive = System.getProperty("framebudget.archive");
        if (archive != null) { // of the launcher: loaded classes to map instead of reading them, which halves the start
            command.add("-XX:SharedArchiveFile=" + archive);
        }
        if (Runtime.version().feature() >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.add("-Dfile.encoding=UTF-8");
        command.add("-Djava.awt.headless=true");
        command.add("-Dorg.bytedeco.javacpp.cachedir=" + nativeFolder);
        // the library's own limits are multiples of the Java heap, far below what a network's arena may take
        command.add("-Dorg.bytedeco.javacpp.maxbytes=0");
        command.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=0");
        // what native code still needs is freed by hand, never by the collector
        command.add("-Dorg.bytedeco.javacpp.nopointergc=true");
        command.add("-cp");
        command.add(System.getProperty("java.class.path", ""));
        command.add(mainClass);
        return List.copyOf(command);
    }

    private static String java() {
        String name =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows") ? "java.exe" : "java";
        Path own = Path.of(System.getProperty("java.home", ""), "bin", name);
        return Files.isExecutable(own) ? own.toString() : name;
    }
}
