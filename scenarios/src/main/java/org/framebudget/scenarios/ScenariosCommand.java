package org.framebudget.scenarios;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.framebudget.sim.cli.CliCommand;
import org.framebudget.sim.cli.ExitStatus;
import org.framebudget.sim.cli.Terminal;
import org.framebudget.sim.cli.TextTable;
import picocli.CommandLine.Command;

/** Contributes {@code framebudget scenarios}. */
public final class ScenariosCommand implements CliCommand {
    @Override
    public Object create(Terminal terminal) {
        return new Listing(terminal);
    }

    /** {@code framebudget scenarios}. */
    @Command(name = "scenarios", description = "List the scenarios that come with the program.")
    private static final class Listing implements Callable<Integer> {
        private final Terminal terminal;

        Listing(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            terminal.print(text(Library.installed().entries(), Path.of("").toAbsolutePath()));
            return ExitStatus.DONE;
        }
    }

    /** The listing; a file below the working folder is shown relative to it, so that it can be copied into a command. */
    static String text(List<Library.Entry> entries, Path workingFolder) {
        if (entries.isEmpty()) {
            return "No scenarios come with this installation.\n";
        }
        TextTable table = new TextTable("SCENARIO", "QUESTION");
        for (Library.Entry entry : entries) {
            Path file = entry.file().toAbsolutePath().normalize();
            Path shown = file.startsWith(workingFolder) ? workingFolder.relativize(file) : file;
            table.row(shown.toString(), entry.title());
        }
        return table.text();
    }
}
