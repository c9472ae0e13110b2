package org.framebudget.sim.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.advice.Advice;
import org.framebudget.devices.advice.ProfileAdvice;
import org.framebudget.devices.latency.LatencyModel;
import org.framebudget.models.InputException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framebudget devices}, with {@code show} and {@code validate}. */
@Command(name = "devices", description = "List the device profiles, show one or validate your own.")
final class DevicesCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Backend backend;

    @Option(names = "--json", description = "Print the list as one JSON document.")
    private boolean json;

    private DevicesCommand(Terminal terminal, Backend backend) {
        this.terminal = terminal;
        this.backend = backend;
    }

    static CommandLine commandLine(Terminal terminal, Backend backend) {
        return new CommandLine(new DevicesCommand(terminal, backend))
                .addSubcommand(new Show(terminal, backend))
                .addSubcommand(new Validate(terminal, backend));
    }

    @Override
    public Integer call() {
        List<Map<String, Object>> lines = new ArrayList<>();
        TextTable table = new TextTable("DEVICE", "NAME", "UNITS", "LATENCIES", ">ROWS", ">ASSUMED");
        for (String id : backend.deviceIds()) {
            DeviceProfile profile = backend.device(id, Path.of(""));
            int rows = profile.latency().rows().size();
            int assumed = backend.assumedValues(profile);
            table.row(
                    id,
                    profile.name(),
                    units(profile),
                    ProfileText.evidence(profile.evidence()),
                    Integer.toString(rows),
                    Integer.toString(assumed));
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("id", id);
            line.put("name", profile.name());
            line.put("units", profile.units().stream().map(UnitProfile::id).toList());
            line.put("evidence", profile.evidence().name());
            line.put("badge", profile.badge());
            line.put("latency_rows", rows);
            line.put("assumed_values", assumed);
            lines.add(line);
        }
        if (json) {
            terminal.document(Json.text(Map.of("devices", lines)));
        } else {
            terminal.print(table.text());
            for (String accelerator : backend.acceleratorIds()) {
                terminal.print("Any device takes +" + accelerator + ", as in DEVICE+" + accelerator
                        + "; listed are those it was measured with.\n");
            }
        }
        return ExitStatus.DONE;
    }

    private static String units(DeviceProfile profile) {
        return profile.units().stream().map(UnitProfile::id).collect(Collectors.joining(" "));
    }

    static String validated(Path file, DeviceProfile profile, Backend backend) {
        StringBuilder text =
                new StringBuilder(file + ": valid (framebudget/profile/v1).\n" + profile.name() + ": units "
                        + units(profile) + ", " + profile.latency().rows().size() + " latency rows, "
                        + backend.assumedValues(profile) + " assumed values.\n");
        List<Advice> advice = advice(file, profile);
        if (!advice.isEmpty()) {
            text.append(
                    advice.size() == 1 ? "\nOne thing to look at:\n" : "\n" + advice.size() + " things to look at:\n");
            advice.forEach(one -> text.append("  ").append(one.text()).append('\n'));
        }
        return text.toString();
    }

    private static List<Advice> advice(Path file, DeviceProfile profile) {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.(yaml|yml|json)$", "");
        return ProfileAdvice.of(file.toString(), name, profile, LatencyModel.shipped());
    }

    /** {@code framebudget devices show ID}. */
    @Command(name = "show", description = "Show a profile's curves and sources.")
    private static final class Show implements Callable<Integer> {
        private final Terminal terminal;
        private final Backend backend;

        @Parameters(paramLabel = "ID", description = "Profile id, or path of a profile file.")
        private String id = "";

        @Option(names = "--all", description = "Also the measured rows that are evidence only.")
        private boolean all;

        @Option(names = "--json", description = "Print the profile as one JSON document, every row in it.")
        private boolean json;

        Show(Terminal terminal, Backend backend) {
            this.terminal = terminal;
            this.backend = backend;
        }

        @Override
        public Integer call() {
            DeviceProfile profile = backend.device(id, Path.of(""));
            List<String> citations = backend.citations(profile, id, Path.of(""));
            int assumed = backend.assumedValues(profile);
            if (json) {
                terminal.document(Json.text(ProfileJson.of(profile, assumed, citations)));
            } else {
                terminal.print(new ProfileText(profile, terminal.style()).text(assumed, citations, all));
            }
            return ExitStatus.DONE;
        }
    }

    /** The parts of an error where it has some, else the whole message as the problem. */
    private static Map<String, Object> error(InputException e) {
        InputException.Detail detail = e.detail();
        return detail == null
                ? CalibrationText.ordered(
                        "file",
                        null,
                        "line",
                        null,
                        "key",
                        null,
                        "problem",
                        String.valueOf(e.getMessage()),
                        "right",
                        null)
                : CalibrationText.ordered(
                        "file",
                        detail.file(),
                        "line",
                        detail.line() == 0 ? null : detail.line(),
                        "key",
                        detail.key(),
                        "problem",
                        detail.problem(),
                        "right",
                        detail.advice());
    }

    /** {@code framebudget devices validate FILE}. */
    @Command(
            name = "validate",
            description = "Read a profile file without running it, and say what is wrong or odd.",
            footer = {"", "Exit status: 0 where it can be used, with or without advice, 2 where it cannot."})
    private static final class Validate implements Callable<Integer> {
        private final Terminal terminal;
        private final Backend backend;

        @Parameters(paramLabel = "FILE", description = "The profile file, YAML or JSON.")
        private Path file = Path.of("");

        @Option(names = "--json", description = "Print the findings as one JSON document.")
        private boolean json;

        Validate(Terminal terminal, Backend backend) {
            this.terminal = terminal;
            this.backend = backend;
        }

        @Override
        public Integer call() {
            if (file.toString().isBlank()) {
                throw new InputException("FILE: is empty. Give the name of a profile file.");
            }
            DeviceProfile profile;
            try {
                // absolute, so that a file is never mistaken for an id
                profile = backend.device(file.toAbsolutePath().toString(), Path.of(""));
            } catch (InputException e) {
                if (json) {
                    terminal.document(Json.text(CalibrationText.ordered(
                            "file", file.toString(), "id", null, "valid", false, "errors", List.of(error(e)))));
                }
                throw e;
            }
            if (json) {
                List<Map<String, Object>> findings = new ArrayList<>();
                for (Advice one : advice(file, profile)) {
                    findings.add(CalibrationText.ordered(
                            "file", one.file(), "key", one.key(), "problem", one.problem(), "right", one.right()));
                }
                terminal.document(Json.text(CalibrationText.ordered(
                        "file", file.toString(), "id", profile.id(), "valid", true, "advice", findings)));
            } else {
                // a terminal must not obey what a file contains
                terminal.print(terminal.style().clean(validated(file, profile, backend)));
            }
            return ExitStatus.DONE;
        }
    }
}
