package org.framebudget.sim.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code framebudget networks}. */
@Command(name = "networks", description = "List the known networks.")
final class NetworksCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Backend backend;

    @Option(names = "--json", description = "Print the list as one JSON document.")
    private boolean json;

    NetworksCommand(Terminal terminal, Backend backend) {
        this.terminal = terminal;
        this.backend = backend;
    }

    @Override
    public Integer call() {
        List<Backend.NetworkLine> networks = backend.networks();
        if (json) {
            terminal.document(Json.text(Map.of("networks", networks)));
            return ExitStatus.DONE;
        }
        TextTable table = new TextTable("NETWORK", ">INPUT px", ">MACS M", ">PARAMETERS M", "ACCURACY");
        for (Backend.NetworkLine line : networks) {
            table.row(
                    line.id(),
                    line.inputPx() == null ? "-" : line.inputPx().toString(),
                    millions(line.macs()),
                    millions(line.parameters()),
                    line.accuracy() == null ? "-" : line.accuracy());
        }
        terminal.print(table.text());
        return ExitStatus.DONE;
    }

    private static String millions(@Nullable Long count) {
        if (count == null) {
            return "-";
        }
        return String.format(Locale.ROOT, count < 100_000_000L ? "%.2f" : "%.0f", count / 1e6);
    }
}
