package org.framebudget.sim.hil.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.framebudget.models.InputException;
import org.framebudget.sim.hil.remote.RemoteTarget.Kind;
import org.junit.jupiter.api.Test;

class RemoteTargetsTest {
    private static String problem(String text) {
        return String.valueOf(assertThrows(InputException.class, () -> RemoteTargets.parse(text))
                .getMessage());
    }

    @Test
    void targetsAreReadAndWrittenTheSame() {
        assertEquals(
                new RemoteTarget(Kind.SSH, "pi", "10.0.0.7", 2222, null),
                RemoteTargets.parse("ssh://pi@10.0.0.7:2222"));
        assertEquals(new RemoteTarget(Kind.SSH, null, "jetson", 22, null), RemoteTargets.parse("ssh://jetson"));
        assertEquals(new RemoteTarget(Kind.SSH, "pi", "fe80::1", 22, null), RemoteTargets.parse("ssh://pi@[fe80::1]"));
        assertEquals(
                new RemoteTarget(Kind.ADB, null, "", 0, "192.168.0.5:5555"),
                RemoteTargets.parse("adb:192.168.0.5:5555"));
        for (String text : new String[] {"ssh://pi@[fe80::1]:23", "ssh://jetson", "ssh://a@b:1", "adb", "adb:R5CT"}) {
            assertEquals(text, RemoteTargets.parse(text).text());
        }
    }

    @Test
    void whatIsWrongIsNamedWithWhatWouldBeRight() {
        assertEquals(
                "--device ssh://pi@host:0: '0' is no port. Ports are numbers from 1 to 65535.",
                problem("ssh://pi@host:0"));
        assertTrue(problem("ssh://").contains("'' is no host's name"));
        assertTrue(problem("ssh://-oProxyCommand=x").contains("no host's name"));
        assertTrue(problem("ssh://pi;reboot@host").contains("'pi;reboot' is no user's name"));
        assertTrue(problem("ssh://host/path").contains("is no address"));
        assertTrue(problem("adb:").contains("is no serial number"));
        assertTrue(problem("adb:-s x").contains("is no serial number"));
        assertTrue(problem("telnet://x").contains("Targets are ssh://USER@HOST"));
    }

    @Test
    void aPasswordIsRefusedAndNotRepeated() {
        String problem = problem("ssh://pi:raspberry@host");
        assertTrue(problem.contains("a password does not belong on the command line"), problem);
        assertFalse(problem.contains("raspberry"), problem);
    }

    @Test
    void unitsAreNamedAndUnknownOnesRefused() {
        assertEquals(RemoteUnit.NNAPI, RemoteUnit.of("NNAPI"));
        assertTrue(String.valueOf(assertThrows(InputException.class, () -> RemoteUnit.of("tpu"))
                        .getMessage())
                .contains("no option for 'tpu'"));
    }
}
