package org.framebudget.sim.cli;

import java.nio.file.Path;
import java.util.List;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.models.MachineException;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/** PLACEHOLDER until the engine, the profiles and the reports are merged: every question is an error. */
final class Product implements Backend {
    private static MachineException absent() {
        return new MachineException("This part is not assembled yet.", new UnsupportedOperationException());
    }

    @Override
    public Scenario readScenario(Path file, List<String> sets, @Nullable Long seed) {
        throw absent();
    }

    @Override
    public void resolve(Scenario scenario) {
        throw absent();
    }

    @Override
    public String describe(Scenario scenario) {
        throw absent();
    }

    @Override
    public RunResult run(Scenario scenario, RunRequest request) {
        throw absent();
    }

    @Override
    public String verdict(RunResult result, Style style) {
        throw absent();
    }

    @Override
    public String toJson(RunResult result) {
        throw absent();
    }

    @Override
    public PlanAnswer plan(Scenario scenario, PlanRequest request) {
        throw absent();
    }

    @Override
    public RunResult readResult(Path file) {
        throw absent();
    }

    @Override
    public String compare(RunResult a, RunResult b, Style style) {
        throw absent();
    }

    @Override
    public List<String> templates() {
        throw absent();
    }

    @Override
    public String template(String name) {
        throw absent();
    }

    @Override
    public List<String> deviceIds() {
        throw absent();
    }

    @Override
    public DeviceProfile device(String idOrPath, Path baseDir) {
        throw absent();
    }

    @Override
    public int assumedValues(DeviceProfile profile) {
        throw absent();
    }

    @Override
    public List<String> citations(DeviceProfile profile) {
        throw absent();
    }

    @Override
    public List<NetworkLine> networks() {
        throw absent();
    }
}
