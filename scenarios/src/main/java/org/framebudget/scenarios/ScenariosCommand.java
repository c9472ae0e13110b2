package org.framebudget.scenarios;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.framebudget.sim.cli.CliCommand;
import org.framebudget.sim.cli.ExitStatus;
import org.framebudget.sim.cli.Terminal;
import org.framebudget.sim.cli.TextTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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

        @Option(
                names = "--copy-to",
                paramLabel = "FOLDER",
                description = "Copy them below a folder instead, to run and change them there.")
        private @Nullable Path copyTo;

        Listing(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            Library library = Library.installed();
            Path target = copyTo;
            if (target != null) {
                library.copyTo(target);
                library = Library.in(target);
            }
            terminal.print(text(library, Path.of("").toAbsolutePath()));
            return ExitStatus.DONE;
        }
    }

    /**
     * The listing. A file below the working folder is shown relative to it, so that it can be copied into a command; one
     * inside the program by its name.
     */
    static String text(Library library, Path workingFolder) {
        List<Library.Entry> entries = library.entries();
        if (entries.isEmpty()) {
            return "No scenarios come with this installation.\n";
        }
        TextTable table = new TextTable("SCENARIO", "QUESTION");
        for (Library.Entry entry : entries) {
            table.row(library.isPacked() ? entry.name() : shown(entry.file(), workingFolder), entry.title());
        }
        return library.isPacked()
                ? table.text()
                        + "\nThese lie inside the program. To run them:  framebudget scenarios --copy-to FOLDER\n"
                : table.text();
    }

    private static String shown(Path file, Path workingFolder) {
        Path absolute = file.toAbsolutePath().normalize();
        return (absolute.startsWith(workingFolder) ? workingFolder.relativize(absolute) : absolute).toString();
    }
}
