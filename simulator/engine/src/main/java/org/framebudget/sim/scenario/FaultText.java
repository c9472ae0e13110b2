package org.framebudget.sim.scenario;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.sim.scenario.Scenario.DeviceUse;
import org.framebudget.sim.scenario.Scenario.OnFailure;
import org.framebudget.sim.scenario.Scenario.StageSpec;
import org.framebudget.sim.scenario.Scenario.UnitFailure;

/** What a scenario says of units and links that fail, of units that run slower or batch, in words. */
final class FaultText {
    private FaultText() {}

    /** Parts of a device's sentence. */
    static List<String> of(DeviceUse device) {
        List<String> parts = new ArrayList<>();
        device.clocks().forEach(clock -> parts.add(clock.unit() + " at " + Units.plain(clock.clockMhz()) + " MHz"));
        device.batching()
                .forEach(batching -> parts.add(batching.unit() + " in batches of up to " + batching.maxFrames()));
        for (UnitFailure failure : device.failures()) {
            Double forS = failure.forS();
            parts.add(failure.unit() + " lost at " + Units.plain(failure.atS()) + " s "
                    + (forS == null ? "for the rest" : "for " + Units.plain(forS) + " s"));
        }
        return parts;
    }

    /** Failures and outages that the run is too short for, a sentence each. */
    static List<String> afterTheEnd(Scenario scenario) {
        List<String> late = new ArrayList<>();
        for (DeviceUse device : scenario.devices()) {
            for (UnitFailure failure : device.failures()) {
                if (failure.atS() >= scenario.durationS()) {
                    late.add(device.id() + ": the failure of " + failure.unit() + " at " + Units.plain(failure.atS())
                            + " s is after the end of the run");
                }
            }
        }
        for (Scenario.LinkSpec link : scenario.links()) {
            for (Scenario.Outage outage : link.outages()) {
                if (outage.atS() >= scenario.durationS()) {
                    late.add(link.id() + ": its outage at " + Units.plain(outage.atS())
                            + " s is after the end of the run");
                }
            }
        }
        return late;
    }

    /** What stands beside a stage; empty for nothing. */
    static String of(StageSpec stage) {
        StringBuilder text = new StringBuilder();
        if (stage.compare() != null) {
            text.append(", compared with the same on the ")
                    .append(stage.compare().second().unit());
        }
        OnFailure onFailure = stage.onFailure();
        if (onFailure != null) {
            StageSpec instead = onFailure.substitute();
            text.append(
                    instead == null
                            ? ", without its unit frames are skipped"
                            : ", without its unit on the " + instead.unit());
        }
        return text.toString();
    }
}
