package org.framebudget.sim.hil;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.framebudget.models.runtime.MachineInfo;
import org.junit.jupiter.api.Test;

class RecalibrationTest {
    private static final MachineInfo MACHINE =
            new MachineInfo("Linux 6", "aarch64", "Cortex-A76", "Raspberry Pi 5", 4, 8192L, null);

    /** Two boards of one model are two machines. */
    @Test
    void onlyWhatAnsweredOnThisMachineIsMeasuredHere() {
        for (String here : List.of("local", "agent://localhost", "agent://127.0.0.1:7645", "agent://[::1]:7645")) {
            assertTrue(isHere(here, 4), here);
            assertFalse(isHere(here, 2), here + ", which is forwarded to another machine");
        }
        for (String elsewhere :
                List.of("agent://pi.local:7645", "agent://127.example.org", "ssh://pi@localhost", "adb", "adb:1")) {
            assertFalse(isHere(elsewhere, 4), elsewhere);
        }
    }

    private static boolean isHere(String target, int cores) {
        return Recalibration.isHere(new TargetInfo(target, "Linux 6", "aarch64", "Cortex-A76", cores, ""), MACHINE);
    }
}
