package org.framebudget.sim.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.framebudget.models.catalogue.NetworkInfo;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code framebudget networks}, with {@code show} and {@code export}. */
@Command(name = "networks", description = "List the known networks, show what one costs, or write one as a file.")
final class NetworksCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Backend backend;

    @Option(names = "--json", description = "Print the list as one JSON document.")
    private boolean json;

    private NetworksCommand(Terminal terminal, Backend backend) {
        this.terminal = terminal;
        this.backend = backend;
    }

    static CommandLine commandLine(Terminal terminal, Backend backend) {
        return new CommandLine(new NetworksCommand(terminal, backend))
                .addSubcommand(new NetworkShowCommand(terminal, backend))
                .addSubcommand(new ExportCommand(terminal, backend));
    }

    @Override
    public Integer call() {
        List<NetworkInfo> networks = backend.networks();
        if (json) {
            terminal.document(Json.text(Map.of(
                    "networks", networks.stream().map(NetworksCommand::facts).toList())));
            return ExitStatus.DONE;
        }
        TextTable table =
                new TextTable("NETWORK", "TASK", ">INPUT px", ">MACS M", ">PARAMETERS M", ">ACCURACY", "METRIC");
        for (NetworkInfo network : networks) {
            table.row(
                    network.id(),
                    network.task(),
                    Integer.toString(network.defaultInputPx()),
                    millions(network.macs()),
                    millions(network.parameters()),
                    network.accuracyFraction() == null
                            ? "-"
                            : String.format(Locale.ROOT, "%.3f", network.accuracyFraction()),
                    network.accuracyMetric() == null ? "-" : network.accuracyMetric());
        }
        terminal.print(table.text());
        return ExitStatus.DONE;
    }

    private static Map<String, Object> facts(NetworkInfo network) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", network.id());
        facts.put("family", network.family());
        facts.put("task", network.task());
        facts.put("input_px", network.defaultInputPx());
        facts.put("macs", network.macs());
        facts.put("parameters", network.parameters());
        facts.put("accuracy", network.accuracyFraction());
        facts.put("accuracy_metric", network.accuracyMetric());
        facts.put("source", network.source());
        facts.put("accuracy_source", network.accuracySource());
        facts.put("paper", network.paper());
        facts.put("licence", network.licence());
        return facts;
    }

    private static String millions(@Nullable Long count) {
        if (count == null) {
            return "-";
        }
        return String.format(Locale.ROOT, count < 100_000_000L ? "%.2f" : "%.0f", count / 1e6);
    }
}
