package org.framebudget.sim.sweep.spark;

import org.framebudget.sim.cli.CliCommand;
import org.framebudget.sim.cli.Terminal;

/** Contributes {@code framebudget cluster}. */
public final class ClusterCli implements CliCommand {
    @Override
    public Object create(Terminal terminal) {
        return new ClusterCommand(terminal);
    }
}
