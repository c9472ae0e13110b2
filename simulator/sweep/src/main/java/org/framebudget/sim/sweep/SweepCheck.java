package org.framebudget.sim.sweep;

import java.nio.file.Path;
import java.util.stream.Collectors;
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
        String idle = plan.idleExclusions().stream()
                .map(line -> "Note: exclude '" + line + "' never holds of these values, so it leaves nothing out.\n")
                .collect(Collectors.joining());
        return plan.spec().name() + ": " + SweepPlan.points(plan.kept())
                + (excluded == 0 ? "" : " and " + SweepPlan.grouped(excluded) + " that are left out") + ", "
                + plan.factors() + ".\n" + idle;
    }
}
