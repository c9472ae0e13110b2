package org.framebudget.sim.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;
import org.framebudget.models.runtime.MeasureReport;
import org.framebudget.sim.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code framebudget check FILE}: what the file is stands in its {@code schema} key. */
@Command(
        name = "check",
        description =
                "Validate a file without running it: a scenario, a device profile, a result, a plan or a measurement.")
final class CheckCommand implements Callable<Integer> {
    private static final Pattern SCHEMA =
            Pattern.compile("(?m)^[\\s{,]*[\"']?schema[\"']?\\s*:\\s*[\"']?(framebudget/[^\\s\"',}#]+)");
    private static final List<String> KINDS = List.of(
            "framebudget/scenario/v1",
            "framebudget/profile/v1",
            "framebudget/result/v1",
            "framebudget/plan/v1",
            MeasureReport.SCHEMA);

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
            case "framebudget/scenario/v1" -> scenario();
            case "framebudget/profile/v1" ->
                terminal.print(terminal.style()
                        .clean(DevicesCommand.validated(
                                file, backend.device(file.toAbsolutePath().toString(), Path.of("")), backend)));
            case "framebudget/result/v1", "framebudget/plan/v1", MeasureReport.SCHEMA -> {
                SchemaCheck.validate(file, text, schema);
                terminal.println(file + ": valid (" + schema + ").");
            }
            default ->
                throw InputException.at(
                        file.toString(),
                        0,
                        "schema",
                        "'" + schema + "' is not known.",
                        Suggestions.advice(schema, KINDS));
        }
        return ExitStatus.DONE;
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
