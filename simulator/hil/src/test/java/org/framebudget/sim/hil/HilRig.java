package org.framebudget.sim.hil;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.framebudget.sim.cli.Terminal;
import org.framebudget.sim.host.HostRuntime;
import org.framebudget.sim.report.TextStyle;
import picocli.CommandLine;

/** The command on {@link HilCommandTest#SCENARIO}, with devices that need no network, and what it prints. */
final class HilRig {
    private final Path folder;
    private final HostRuntime machine;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    /** Every target that was asked for. */
    final List<FakeTarget> opened = new ArrayList<>();

    HilRig(Path folder, HostRuntime machine) {
        this.folder = folder;
        this.machine = machine;
    }

    int run(FakeTarget target, String... arguments) throws IOException {
        Path file = Files.writeString(folder.resolve("s.yaml"), HilCommandTest.SCENARIO);
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                TextStyle.PLAIN,
                false);
        HilCommand command = new HilCommand(terminal, machine, (named, agent, notes) -> {
            opened.add(target);
            return target;
        });
        List<String> all = new ArrayList<>(List.of(file.toString()));
        all.addAll(Arrays.asList(arguments));
        new CommandLine(command).parseArgs(all.toArray(String[]::new));
        return command.call();
    }

    /** Standard output. */
    String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Standard output as JSON. */
    JsonNode printed() throws IOException {
        return new ObjectMapper().readTree(text());
    }

    /** Standard error. */
    String said() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
