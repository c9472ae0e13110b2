package org.framebudget.sim.sweep;

import org.framebudget.sim.cli.CliCommand;
import org.framebudget.sim.cli.Terminal;

/** Contributes {@code framebudget sweep}. */
public final class SweepCli implements CliCommand {
    @Override
    public Object create(Terminal terminal) {
        return new SweepCommand(terminal);
    }
}
