package org.framebudget.sim.pipeline;

import java.nio.file.Path;
import java.util.List;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.OperatingPoint;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.devices.Source;
import org.framebudget.devices.SourceKind;
import org.framebudget.devices.Sourced;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.battery.BatteryProfile;
import org.framebudget.devices.thermal.LimiterProfile;

/** A body for the camera box: a shipped phone's heat network, and a battery that lasts for days. */
final class HotBody {
    private HotBody() {}

    static DeviceProfile profile(List<Unit> units) {
        DeviceProfile phone = new ProfileRepository(null).load("pixel-6", Path.of("."));
        UnitProfile like = phone.units().get(phone.unitIndex("npu"));
        BatteryProfile pack = phone.battery();
        if (pack == null) {
            throw new IllegalStateException("The phone has no battery.");
        }
        return new DeviceProfile(
                phone.id(),
                phone.name(),
                phone.evidence(),
                null,
                units.stream().map(unit -> unit(unit, like)).toList(),
                phone.latency(),
                phone.memory(),
                phone.power(),
                phone.thermal(),
                List.of(new LimiterProfile.StepWise(
                        "never", units.get(1).id, "junction", number(300), number(1), number(1), number(0))),
                new BatteryProfile(
                        number(1e4),
                        pack.ocvSocFraction(),
                        pack.ocvV(),
                        pack.ocvSource(),
                        number(1e-4),
                        number(1e-4),
                        pack.tauS(),
                        pack.cutoffV(),
                        pack.capacityTempDegC(),
                        pack.capacityFactor(),
                        pack.node()),
                phone.camera(),
                phone.sha256());
    }

    private static UnitProfile unit(Unit unit, UnitProfile like) {
        return new UnitProfile(
                unit.id,
                unit.id,
                unit.servers.length,
                like.node(),
                number(0.01),
                List.of(new OperatingPoint(number(1000), number(0.3))),
                number(1),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                like.jitter());
    }

    private static Sourced number(double value) {
        return new Sourced(value, value, value, new Source(SourceKind.ASSUMED, "benchmark", null));
    }
}
