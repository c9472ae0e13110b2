package org.framebudget.ui.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.MachineException;
import org.framebudget.sim.cli.CliCommand;
import org.framebudget.sim.cli.ExitStatus;
import org.framebudget.sim.cli.Terminal;
import org.framebudget.ui.session.Question;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Contributes {@code framebudget ui}. */
public final class UiCommand implements CliCommand {
    @Override
    public Object create(Terminal terminal) {
        return new Ui(terminal);
    }

    /** {@code framebudget ui [SCENARIO]}. */
    @Command(name = "ui", description = "Open the window.")
    private static final class Ui implements Callable<Integer> {
        private final Terminal terminal;

        @Parameters(index = "0", arity = "0..1", paramLabel = "SCENARIO", description = "Scenario file to open.")
        private @Nullable Path scenario;

        @Option(
                names = "--screenshots",
                paramLabel = "DIR",
                description = "Write a picture of every view into this folder instead, without a display, and end.")
        private @Nullable Path screenshots;

        Ui(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            if (scenario != null) {
                // a wrong argument is told on the command line, as by any command
                Question.open(scenario, new ProfileRepository());
            }
            Path folder = screenshots;
            if (folder != null) {
                Screenshots.write(folder, scenario, name -> terminal.print(name + "\n"));
                return ExitStatus.DONE;
            }
            try {
                Toolkit.showAndWait(scenario);
            } catch (UnsupportedOperationException e) {
                throw new MachineException(
                        "The window cannot open: there is no display (" + e.getMessage()
                                + "). Start it where DISPLAY is set, or use --screenshots DIR.",
                        e);
            }
            return ExitStatus.DONE;
        }
    }
}
