package org.framebudget.sim.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.framebudget.models.runtime.MachineInfo;
import org.framebudget.models.runtime.MachineState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Linux shows of power and clocks, in files as it writes them. */
class PowerMeterTest {
    private static final long S = 1_000_000_000L;

    @TempDir
    Path root;

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }

    @Test
    void packagesAddUpAndACounterBeginsAnew() throws IOException {
        file("sys/class/powercap/intel-rapl:0/energy_uj", "9000000");
        file("sys/class/powercap/intel-rapl:0/max_energy_range_uj", "10000000");
        file("sys/class/powercap/intel-rapl:1/energy_uj", "1000000");
        file("sys/class/powercap/intel-rapl:0:0/energy_uj", "77000000");
        PowerMeter meter = PowerMeter.at(root);
        assertEquals(PowerMeter.Scope.PROCESSOR, meter.scope());
        PowerMeter.Reading first = meter.read(0);
        file("sys/class/powercap/intel-rapl:1/energy_uj", "5000000");
        PowerMeter.Reading second = meter.read(2 * S);
        assertEquals(2, meter.watts(first, second), 1e-9);
        file("sys/class/powercap/intel-rapl:0/energy_uj", "2000000");
        assertEquals((5 + 2 + 10 - 14) / 3.0, meter.watts(second, meter.read(5 * S)), 1e-9);
    }

    @Test
    void aBatteryCountsWhileItDischarges() throws IOException {
        file("sys/class/power_supply/AC/type", "Mains");
        file("sys/class/power_supply/BAT0/type", "Battery");
        file("sys/class/power_supply/BAT0/status", "Discharging");
        file("sys/class/power_supply/BAT0/current_now", "1500000");
        file("sys/class/power_supply/BAT0/voltage_now", "12000000");
        PowerMeter meter = PowerMeter.at(root);
        assertEquals(PowerMeter.Scope.DEVICE, meter.scope());
        PowerMeter.Reading first = meter.read(0);
        file("sys/class/power_supply/BAT0/power_now", "20000000");
        assertEquals(20, meter.watts(first, meter.read(S)), 1e-9);
        file("sys/class/power_supply/BAT0/status", "Charging");
        assertNull(PowerMeter.at(root).scope());
        assertNull(meter.watts(first, meter.read(2 * S)));
    }

    @Test
    void aSystemThatShowsNothingIsNoError() {
        PowerMeter meter = PowerMeter.at(root);
        assertNull(meter.scope());
        assertNull(meter.watts(meter.read(0), meter.read(S)));
        assertNull(HostPower.of(null, 1.0, 2.0));
        assertNull(HostPower.of(PowerMeter.Scope.DEVICE, 2.0, 1.0), "others were busier before");
        assertEquals(
                new ClockFacts(null, null, null), ClockFacts.of(root, Stream.of(new MachineState(null, null, null))));
    }

    @Test
    void clocksAndTheTripOfTheKernelAreRead() throws IOException {
        file("sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_min_freq", "800000");
        file("sys/class/thermal/thermal_zone0/trip_point_0_type", "critical");
        file("sys/class/thermal/thermal_zone0/trip_point_0_temp", "105000");
        file("sys/class/thermal/thermal_zone0/trip_point_1_type", "passive");
        file("sys/class/thermal/thermal_zone0/trip_point_1_temp", "95000");
        file("sys/class/thermal/thermal_zone1/trip_point_0_type", "passive");
        file("sys/class/thermal/thermal_zone1/trip_point_0_temp", "0");
        Stream<MachineState> states = Stream.of(3000.0, 3600.0, 3500.0).map(mhz -> new MachineState(mhz, null, null));
        assertEquals(new ClockFacts(3500.0, 800.0, 95.0), ClockFacts.of(root, states));
        Stream<MachineState> slow = Stream.of(new MachineState(800.0, null, null));
        assertEquals(
                new ClockFacts(800.0, null, 95.0), ClockFacts.of(root, slow), "no slower clock than the one it ran at");
    }

    @Test
    void whatIsAssumedDependsOnTheKindOfComputer() throws IOException {
        MachineInfo desktop = new MachineInfo("Linux", "amd64", "A", null, 8, null, null);
        MachineInfo board = new MachineInfo("Linux", "aarch64", "Arm", "A board", 4, null, null);
        double desktopW = PowerClass.of(desktop, root).baseW().value();
        double boardW = PowerClass.of(board, root).baseW().value();
        file("sys/class/power_supply/BAT0/type", "Battery");
        double laptopW = PowerClass.of(desktop, root).baseW().value();
        assertEquals(true, boardW < laptopW && laptopW < desktopW);
    }
}
