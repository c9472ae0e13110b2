package org.framebudget.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChildEndTest {
    private static String words(int status, String... log) {
        return ChildEnd.words(status, "warming up", List.of(log));
    }

    @Test
    void aCrashNamesSignalAndLibrary() {
        assertEquals(
                "TensorFlow Lite crashed while warming up (SIGBUS in libjnitensorflowlite.so). Run it again; where it"
                        + " crashes there each time, it cannot run this file, and another version of the file may do.",
                words(
                        134,
                        "#",
                        "# A fatal error has been detected by the Java Runtime Environment:",
                        "#  SIGBUS (0x7) at pc=0x00007f72be66abb0, pid=1, tid=2",
                        "# JRE version: OpenJDK Runtime Environment (17.0.15+6) (build 17.0.15+6)",
                        "# Problematic frame:",
                        "# C  [libjnitensorflowlite.so+0x1fabb0]  tflite::Subgraph::Invoke()+0x10"));
    }

    @Test
    void anAbortWithoutAReportIsACrash() {
        assertEquals(
                "TensorFlow Lite crashed while warming up (SIGABRT). Run it again; where it crashes there each time, it"
                        + " cannot run this file, and another version of the file may do.",
                words(134));
    }

    @Test
    void whoWasToldToEndDidNotCrash() {
        assertEquals(
                "the process of TensorFlow Lite was told to end (SIGTERM) while warming up, from outside. Run it again.",
                words(143));
        assertEquals(
                "the process of TensorFlow Lite was told to end (SIGINT) while warming up, from outside. Run it again.",
                words(130));
    }

    @Test
    void aSmallerNetworkIsAdvisedWhereSomethingSaysThatMemoryRanOut() {
        assertEquals(
                "TensorFlow Lite ran out of memory while warming up. Take a smaller input or a smaller network.",
                words(134, "terminate called after throwing an instance of 'std::bad_alloc'"));
        assertEquals(
                "the process of TensorFlow Lite was killed (SIGKILL) while warming up, from outside: by somebody, or by the"
                        + " system where memory ran out, which its log then says. Run it again.",
                words(137));
    }

    @Test
    void theCacheFolderFollowsTheSystemsCustom() {
        assertEquals(Path.of("/home/a/.cache/framebudget/native"), CacheFolder.place("Linux", "/home/a", Map.of()));
        assertEquals(
                Path.of("/var/c/framebudget/native"),
                CacheFolder.place("Linux", "/home/a", Map.of("XDG_CACHE_HOME", "/var/c")));
        assertEquals(
                Path.of("/home/a/.cache/framebudget/native"),
                CacheFolder.place("Linux", "/home/a", Map.of("XDG_CACHE_HOME", "relative")));
        assertEquals(
                Path.of("/Users/a/Library/Caches/framebudget/native"),
                CacheFolder.place("Mac OS X", "/Users/a", Map.of()));
        assertEquals(null, CacheFolder.place("Linux", "", Map.of()));
        assertEquals(null, CacheFolder.place("Linux", "?", Map.of()), "what Java says where there is no home");
    }
}
