package org.framebudget.sim.sweep;

import java.nio.file.Path;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.cli.FileCheck;
import org.framebudget.sim.scenario.SweepReader;

/** Lets {@code framebudget check} look at sweep files. */
public final class SweepCheck implements FileCheck {
    @Override
    public String schema() {
        return "framebudget/sweep/v1";
    }

    @Override
    public String check(Path file) {
        SweepPlan plan = SweepPlan.of(SweepReader.read(file));
        plan.checkNames(new ProfileRepository());
        long excluded = plan.size() - plan.kept();
        return plan.spec().name() + ": " + SweepPlan.grouped(plan.kept()) + " points"
                + (excluded == 0 ? "" : " and " + SweepPlan.grouped(excluded) + " that are left out") + ", "
                + plan.factors() + ".\n";
    }
}
