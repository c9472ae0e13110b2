package org.framebudget.sim.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code framebudget calibrate}, with {@code host}. */
@Command(name = "calibrate", description = "Make a device profile from measurements.")
final class CalibrateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    private CalibrateCommand() {}

    static CommandLine commandLine(Terminal terminal, Backend backend) {
        return new CommandLine(new CalibrateCommand()).addSubcommand(new HostCommand(terminal, backend));
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitStatus.BAD_INPUT;
    }
}
