package org.framebudget.sim.cli;

import java.util.Arrays;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Parses a command line, runs the command it names and turns whatever happens into an {@link ExitStatus}. */
final class Cli {
    /** Width of help text: fits the narrowest common terminal. */
    private static final int HELP_COLUMNS = 80;

    private final Terminal terminal;
    private final Backend backend;

    Cli(Terminal terminal, Backend backend) {
        this.terminal = terminal;
        this.backend = backend;
    }

    /** Never throws and never ends the process. */
    int execute(String... args) {
        boolean debug = Arrays.asList(args).contains("--debug");
        int status;
        try {
            status = commandLine(debug).execute(args);
        } catch (Throwable t) { // an Error as well: even then one message, not a stack trace
            status = report(t, debug);
        }
        var failure = terminal.outputFailure();
        if (failure.isPresent()) {
            terminal.note(
                    "framebudget: cannot write the output: " + failure.get().getMessage());
            return ExitStatus.FAILED;
        }
        return status;
    }

    CommandLine commandLine(boolean debug) {
        CommandLine root = new CommandLine(new Root())
                .addSubcommand(new RunCommand(terminal, backend))
                .addSubcommand(new PlanCommand(terminal, backend))
                .addSubcommand(new OvertimeCommand(terminal, backend))
                .addSubcommand(new CheckCommand(terminal, backend))
                .addSubcommand(new NewCommand(terminal, backend))
                .addSubcommand(new CompareCommand(terminal, backend))
                .addSubcommand(DevicesCommand.commandLine(terminal, backend))
                .addSubcommand(NetworksCommand.commandLine(terminal, backend))
                .addSubcommand(new PredictCommand(terminal, backend))
                .addSubcommand(new ValidateCommand(terminal))
                .addSubcommand(new MeasureCommand(terminal, backend))
                .addSubcommand(CalibrateCommand.commandLine(terminal, backend));
        for (CliCommand contributed : ServiceLoader.load(CliCommand.class)) {
            root.addSubcommand(contributed.create(terminal));
        }
        root.addSubcommand(new HelpCommand()).addSubcommand(new CompletionCommand(terminal));
        root.setOut(terminal.outWriter())
                .setErr(terminal.errWriter())
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(terminal.style().colour() ? Ansi.ON : Ansi.OFF))
                .setExpandAtFiles(false)
                .setUsageHelpWidth(HELP_COLUMNS)
                .setParameterExceptionHandler((e, given) -> {
                    terminal.note(UsageErrors.message(e));
                    return ExitStatus.BAD_INPUT;
                })
                .setExecutionExceptionHandler((e, command, parsed) -> report(e, debug));
        return root;
    }

    private int report(Throwable thrown, boolean debug) {
        Fault fault = Fault.of(thrown);
        terminal.note("framebudget: " + fault.message());
        if (debug) {
            thrown.printStackTrace(terminal.errWriter());
            terminal.errWriter().flush();
        }
        return fault.status();
    }

    /** The program without a command: shows what it is able to do. */
    @Command(
            name = "framebudget",
            versionProvider = Version.class,
            description =
                    "Will every camera frame meet its budget on this device, for how long, and how much more fits?",
            footer = {"", "Exit status: 0 done, 2 bad usage or input, 3 objective not met (--check), 4 machine failed."
            })
    private static final class Root implements Callable<Integer> {
        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                scope = ScopeType.INHERIT,
                description = "Show this help.")
        private boolean help;

        @Option(
                names = {"-V", "--version"},
                versionHelp = true,
                description = "Show the version.")
        private boolean version;

        @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show where in the program an error arose.")
        private boolean debug;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            spec.commandLine().usage(spec.commandLine().getErr());
            return ExitStatus.BAD_INPUT;
        }
    }
}
