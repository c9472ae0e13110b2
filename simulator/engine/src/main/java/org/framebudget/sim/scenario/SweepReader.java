package org.framebudget.sim.scenario;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.framebudget.models.InputException;
import org.framebudget.models.TextInput;
import org.framebudget.sim.scenario.SweepSpec.AxisSpec;
import org.framebudget.sim.scenario.SweepSpec.Method;
import org.framebudget.sim.scenario.SweepSpec.Objective;
import org.framebudget.sim.scenario.SweepSpec.SampleSpec;
import org.framebudget.sim.scenario.SweepSpec.Scale;
import org.jspecify.annotations.Nullable;

/** Reads sweep files and the scenario that they vary; mistakes are told as {@link ScenarioReader} tells them. */
public final class SweepReader {
    private SweepReader() {}

    /**
     * Reads both files.
     *
     * @throws InputException for everything that is wrong with a single key
     */
    public static SweepSpec read(Path file) {
        return read(
                ScenarioReader.bytes(file, file.toString(), "sweep", "Give the path of a sweep file."), file, top -> {
                    Path scenario = scenario(file, top);
                    return new Varied(scenario, ScenarioReader.base(scenario));
                });
    }

    /**
     * Reads a sweep of which nothing is a file yet.
     *
     * @param text YAML of the sweep; the file that it names as its scenario is not looked at
     * @param file name that the sweep would have, for messages
     * @param scenarioText YAML or JSON of the scenario
     * @param scenarioFile name that the scenario would have; {@code .json} at its end means JSON
     * @param baseDir folder that relative paths in the scenario start from
     * @throws InputException as {@link #read(Path)}
     */
    public static SweepSpec read(String text, Path file, String scenarioText, Path scenarioFile, Path baseDir) {
        return read(text.getBytes(StandardCharsets.UTF_8), file, top -> {
            top.text("scenario");
            byte[] bytes = scenarioText.getBytes(StandardCharsets.UTF_8);
            return new Varied(scenarioFile, ScenarioReader.base(bytes, scenarioFile.toString(), baseDir));
        });
    }

    private record Varied(Path file, ScenarioBase base) {}

    private static SweepSpec read(byte[] bytes, Path file, Function<Fields, Varied> varied) {
        String name = file.toString();
        ScenarioReader.checkLength(
                bytes, name, "A sweep file is a few pages; give ranges instead of long lists of values.");
        Node root = NodeParser.file(TextInput.decode(name, bytes), name);
        Fields top = Fields.open(root, "", SweepKeys.SWEEP, new ArrayList<>());
        top.schema("schema");
        String title = top.text("name");
        Varied scenario = varied.apply(top);
        long seed = top.wholeLong("seed");
        int replications = top.whole("replications");
        List<AxisSpec> axes =
                top.sections("axes").stream().map(SweepReader::axis).toList();
        Fields sample = top.sectionOrNull("sample");
        Fields objective = top.sectionOrNull("objective");
        return new SweepSpec(
                title,
                file,
                scenario.base(),
                scenario.file(),
                seed,
                replications,
                axes,
                sample == null
                        ? null
                        : new SampleSpec(sample.choice("method", Method.class), sample.wholeLong("count")),
                texts(top, "exclude"),
                texts(top, "results"),
                objective == null ? null : objective(objective),
                texts(top, "limits"),
                ScenarioReader.sha256(bytes, List.of()),
                new Places(root));
    }

    private static Path scenario(Path file, Fields top) {
        String given = top.text("scenario");
        Path folder = file.toAbsolutePath().normalize().getParent();
        KnownIds.checkFile(top, "scenario", folder == null ? Path.of("") : folder, given, "this file");
        // as short as the user's own name of the sweep, for messages
        return file.resolveSibling(given);
    }

    private static AxisSpec axis(Fields fields) {
        String key = fields.text("key");
        Setting place =
                new Setting(fields.placeOf("key"), key, new Node.Scalar(fields.placeOf("key"), Node.Kind.NOTHING, ""));
        List<Setting> values = new ArrayList<>();
        for (Node value : fields.has("values") ? fields.items("values") : List.<Node>of()) {
            values.add(new Setting(value.place(), key, value));
        }
        boolean range = fields.has("from");
        if (range && !fields.has("to")) {
            throw fields.error("from", "begins a range without an end.", "Give 'to' as well.");
        }
        return new AxisSpec(
                key,
                fields.textOrNull("name"),
                List.copyOf(values),
                range ? (Double) fields.number("from") : null,
                range ? (Double) fields.number("to") : null,
                fields.numberOrNull("step"),
                fields.has("count") ? (Long) fields.wholeLong("count") : null,
                fields.choice("scale", Scale.class),
                place);
    }

    private static Objective objective(Fields fields) {
        @Nullable String most = fields.textOrNull("maximise");
        return most == null ? new Objective(fields.text("minimise"), false) : new Objective(most, true);
    }

    private static List<String> texts(Fields fields, String key) {
        Key known = SweepKeys.SWEEP.key(key);
        List<String> texts = new ArrayList<>();
        for (Node item : fields.items(key)) {
            texts.add(Values.text(known, item, fields.pathOf(key)));
        }
        return List.copyOf(texts);
    }
}
