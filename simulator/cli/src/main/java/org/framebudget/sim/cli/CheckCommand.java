package org.framebudget.sim.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;
import org.framebudget.models.runtime.MeasureReport;
import org.framebudget.sim.planner.PlanResult;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Twin;
import org.framebudget.sim.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code framebudget check FILE}: what the file is stands in its {@code schema} key. */
@Command(
        name = "check",
        description =
                "Validate a file without running it: a scenario, a sweep, a device profile, a result, a plan, a measurement, a"
                        + " twin report or a record of benchmark_model.")
final class CheckCommand implements Callable<Integer> {
    private static final Pattern SCHEMA =
            Pattern.compile("(?m)^[\\s{,]*[\"']?schema[\"']?\\s*:\\s*[\"']?(framebudget/[^\\s\"',}#]+)");
    private static final String SCENARIO = "framebudget/scenario/v1";
    private static final String PROFILE = "framebudget/profile/v1";

    /** What this program writes: the schema is all there is to hold it against. */
    private static final List<String> WRITTEN =
            List.of(RunResult.SCHEMA, PlanResult.SCHEMA, MeasureReport.SCHEMA, Twin.SCHEMA, "framebudget/remote/v1");

    private static final List<String> KINDS =
            Stream.concat(Stream.of(SCENARIO, PROFILE), WRITTEN.stream()).toList();

    private final Terminal terminal;
    private final Backend backend;

    @Parameters(paramLabel = "FILE", description = "The file, YAML or JSON.")
    private Path file = Path.of("");

    CheckCommand(Terminal terminal, Backend backend) {
        this.terminal = terminal;
        this.backend = backend;
    }

    @Override
    public Integer call() {
        String text = TextFile.read(file);
        String schema = schemaOf(text);
        switch (schema) {
            case SCENARIO -> scenario();
            case PROFILE ->
                terminal.print(terminal.style()
                        .clean(DevicesCommand.validated(
                                file, backend.device(file.toAbsolutePath().toString(), Path.of("")), backend)));
            default -> other(text, schema);
        }
        return ExitStatus.DONE;
    }

    private void other(String text, String schema) {
        Map<String, FileCheck> contributed = new TreeMap<>();
        ServiceLoader.load(FileCheck.class).forEach(check -> contributed.put(check.schema(), check));
        FileCheck check = contributed.get(schema);
        if (check != null) {
            String found = check.check(file);
            terminal.println(file + ": valid (" + schema + ").");
            terminal.print(terminal.style().clean(found));
            return;
        }
        if (!WRITTEN.contains(schema)) {
            throw InputException.at(
                    file.toString(),
                    0,
                    "schema",
                    "'" + schema + "' is not known.",
                    Suggestions.advice(
                            schema,
                            Stream.concat(KINDS.stream(), contributed.keySet().stream())
                                    .toList()));
        }
        SchemaCheck.validate(file, text, schema);
        terminal.println(file + ": valid (" + schema + ").");
    }

    /** What the file says to be; one that says nothing is taken for a scenario, whose reader says what is missing. */
    private static String schemaOf(String text) {
        if (text.stripLeading().startsWith("{")) {
            // JSON may stand in one line, in any order; what is no JSON may still be YAML in braces
            try (JsonParser parser = new JsonFactory().createParser(text)) {
                parser.nextToken();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    boolean schema = parser.currentName().equals("schema");
                    if (parser.nextToken() == JsonToken.VALUE_STRING && schema) {
                        return parser.getText();
                    }
                    parser.skipChildren();
                }
            } catch (IOException notJson) {
                // its reader says so
            }
        }
        Matcher matcher = SCHEMA.matcher(text);
        return matcher.find() ? matcher.group(1) : KINDS.get(0);
    }

    private void scenario() {
        Scenario scenario = backend.readScenario(file, List.of(), null);
        backend.resolve(scenario);
        terminal.println(file + ": valid (framebudget/scenario/v1).");
        terminal.print(terminal.style().clean(backend.describe(scenario)).stripTrailing() + "\n");
    }
}
