package org.framebudget.sim.sweep;

import org.framebudget.sim.cli.CliCommand;
import org.framebudget.sim.cli.Terminal;

/** Contributes {@code framebudget query}. */
public final class QueryCli implements CliCommand {
    @Override
    public Object create(Terminal terminal) {
        return new QueryCommand(terminal);
    }
}
