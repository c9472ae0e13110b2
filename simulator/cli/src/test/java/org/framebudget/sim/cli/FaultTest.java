package org.framebudget.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.framebudget.models.InputException;
import org.junit.jupiter.api.Test;

class FaultTest {
    @Test
    void theFirstKnownCauseDecides() {
        assertEquals(
                new Fault(2, "x.yaml:3: fps: 0 is too small."),
                Fault.of(new IllegalStateException("wrapped", new InputException("x.yaml:3: fps: 0 is too small."))));
        assertEquals(
                new Fault(2, "a.csv: there is no such file."),
                Fault.of(new UncheckedIOException(new NoSuchFileException("a.csv"))));
        assertEquals(new Fault(2, "a.csv: access is denied."), Fault.of(new AccessDeniedException("a.csv")));
    }

    @Test
    void aFullDiskIsTheMachinesFault() {
        assertEquals(
                new Fault(4, "a.csv: No space left on device"),
                Fault.of(new FileSystemException("a.csv", null, "No space left on device")));
        assertEquals(
                new Fault(4, "reading or writing failed: No space left on device"),
                Fault.of(new UncheckedIOException(new IOException("No space left on device"))));
    }

    @Test
    void aMissingSystemLibraryNamesItsPackage() {
        Fault fault =
                Fault.of(new ExceptionInInitializerError(new UnsatisfiedLinkError("/usr/lib/jvm/lib/libfontmanager.so:"
                        + " libharfbuzz.so.0: cannot open shared object file: No such file or directory")));
        assertEquals(4, fault.status());
        assertTrue(fault.message().endsWith("(Debian: apt-get install libharfbuzz0b)"), fault.message());
        assertEquals(1, fault.message().lines().count());
    }

    @Test
    void aMissingFontConfigurationNamesItsPackage() {
        Fault fault = Fault.of(new InternalError(
                "java.lang.reflect.InvocationTargetException",
                new RuntimeException("Fontconfig head is null, check your fonts or fonts configuration")));
        assertEquals(4, fault.status());
        assertTrue(fault.message().contains("apt-get install fontconfig-config"), fault.message());
    }

    @Test
    void anExceptionWithoutAMessageIsStillNamed() {
        assertTrue(Fault.of(new NullPointerException()).message().contains("NullPointerException"));
    }
}
