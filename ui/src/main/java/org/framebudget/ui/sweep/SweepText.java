package org.framebudget.ui.sweep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.models.SafeFiles;
import org.framebudget.sim.scenario.ScenarioEdit;
import org.framebudget.sim.scenario.SweepReader;
import org.framebudget.sim.scenario.SweepSpec;
import org.framebudget.ui.session.Question;
import org.framebudget.ui.session.SavedScenario;
import org.framebudget.ui.text.Texts;

/**
 * A sweep of what is open in the window, as the files that the command line takes.
 *
 * @param question whose changes are the scenario's
 * @param text of the sweep file
 */
record SweepText(Question question, String text) {
    static final String FILE = "sweep.yaml";

    /** The store within the folder. */
    static final String RESULTS = "results";

    /**
     * Of some axes.
     *
     * @throws InputException for fields that make no axis
     */
    static SweepText of(Question question, List<AxisText> axes) {
        if (axes.isEmpty()) {
            throw new InputException(Texts.get("sweep.axes.none"));
        }
        StringBuilder text = new StringBuilder();
        text.append("# framebudget sweep sweep.yaml --store results\n")
                .append("schema: framebudget/sweep/v1\n")
                .append("name: ")
                .append(AxisText.quoted(question.scenario().name()))
                .append("\nscenario: ")
                .append(scenarioFile(question))
                .append("\nseed: ")
                .append(question.scenario().seed())
                .append("\naxes:\n");
        axes.forEach(axis -> text.append("  - ").append(axis.yaml()).append('\n'));
        text.append("results: [figures]\n");
        return new SweepText(question, text.toString());
    }

    private static String scenarioFile(Question question) {
        return ScenarioEdit.isJson(question.file().toString()) ? "scenario.json" : "scenario.yaml";
    }

    /**
     * As the sweep's reader has it, without a file.
     *
     * @throws InputException for a key or a value that cannot be
     */
    SweepSpec spec() {
        String scenario = ScenarioEdit.apply(question.text(), question.file().toString(), question.changes());
        return SweepReader.read(
                text,
                Path.of(FILE),
                scenario,
                Path.of(scenarioFile(question)),
                question.base().baseDir());
    }

    Path scenario(Path folder) {
        return folder.resolve(scenarioFile(question));
    }

    /**
     * Writes scenario and sweep into a folder, or finds them there as they are.
     *
     * @throws InputException where the folder holds others, or the scenario reads files beside it
     * @throws MachineException where it cannot be written
     */
    SweepSpec write(Path folder, ProfileRepository profiles) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw SafeFiles.cannotWrite(folder, e);
        }
        Path file = folder.resolve(FILE);
        boolean there = Files.exists(file);
        boolean scenarioThere = Files.exists(scenario(folder));
        if (there ? !text.equals(read(file)) : scenarioThere || Files.exists(folder.resolve(RESULTS))) {
            throw new InputException(Texts.get("sweep.folder.other", folder));
        }
        if (!there) {
            SafeFiles.writeText(file, text);
        }
        if (!scenarioThere) {
            // second, so that a start which ends in between, as on a full disk, can be gone on with
            try {
                SavedScenario.write(question, scenario(folder), profiles);
            } catch (InputException e) {
                if (!there) {
                    file.toFile().delete(); // a leftover is taken for this sweep's own the next time
                }
                throw e;
            }
        }
        SweepSpec spec = SweepReader.read(file);
        if (!ScenarioEdit.same(spec.base().scenario(), question.scenario())) {
            throw new InputException(Texts.get("sweep.folder.other", folder));
        }
        return spec;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new MachineException(file + ": cannot be read: " + e.getMessage() + ".", e);
        }
    }
}
