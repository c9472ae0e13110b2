package org.framebudget.devices;

import static org.framebudget.devices.Fixture.S;
import static org.framebudget.devices.Fixture.num;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.framebudget.devices.thermal.LimiterProfile;
import org.junit.jupiter.api.Test;

/** What one step of three nodes, leakage, battery and a limiter that looks every second costs. */
class DeviceStateCostTest {
    private static final int STEPS = 100_000;

    @Test
    void advancingAllocatesNothingWhileNoClockChanges() {
        DeviceState device = device();
        DeviceLoad load = new DeviceLoad(1);
        run(device, load, STEPS);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        long beforeBytes = threads.getThreadAllocatedBytes(id);
        run(device, load, STEPS);
        long bytes = threads.getThreadAllocatedBytes(id) - beforeBytes;
        assertTrue(device.clockSteps().isEmpty());
        // the measurement itself may take a few hundred bytes
        assertTrue(bytes < 4096, bytes + " bytes in " + STEPS + " steps");
        assertEquals(0, device.energyBalanceErrorJ(), 1e-9 * device.energyJ());
    }

    @Test
    void aStepCostsFarLessThanTenMicroseconds() {
        DeviceState device = device();
        DeviceLoad load = new DeviceLoad(1);
        long bestNs = Long.MAX_VALUE;
        for (int round = 0; round < 8; round++) {
            long beforeNs = System.nanoTime();
            run(device, load, STEPS);
            bestNs = Math.min(bestNs, (System.nanoTime() - beforeNs) / STEPS);
        }
        // generous, since machines that run tests are often busy: about half a microsecond is usual
        assertTrue(bestNs < 10_000, bestNs + " ns per step");
    }

    private static void run(DeviceState device, DeviceLoad load, int steps) {
        for (int i = 0; i < steps; i++) {
            long dtNs = device.nextDueNs() - device.nowNs();
            load.busyNs[0] = i % 3 == 0 ? dtNs / 5 : dtNs / 7;
            load.cameraW = 0.5;
            device.advance(dtNs, load);
        }
    }

    private static DeviceState device() {
        LimiterProfile never =
                new LimiterProfile.StepWise("die limit", "npu", "junction", num(150), num(2), num(1), num(4));
        DeviceConditions conditions = new DeviceConditions(25, 25, null, null, 0.5, 1);
        DeviceState device = new DeviceState(Fixture.phone(never), conditions);
        device.holdBattery(false);
        device.advance(S, new DeviceLoad(1));
        return device;
    }
}
