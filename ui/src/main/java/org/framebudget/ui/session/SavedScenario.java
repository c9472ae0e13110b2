package org.framebudget.ui.session;

import java.nio.file.Path;
import java.util.List;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.models.SafeFiles;
import org.framebudget.sim.pipeline.ScenarioFiles;
import org.framebudget.sim.pipeline.Simulation;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.ScenarioEdit;

/** A changed scenario as a file of its own. */
public final class SavedScenario {
    private SavedScenario() {}

    /**
     * Writes a question as a scenario file: the text that was opened, with the changed values in their places. What is
     * written was read again first and asks the same as the window does.
     *
     * @throws InputException where the file would not ask the same, or could not be read in its folder; nothing is written
     * @throws org.framebudget.models.MachineException where it cannot be written
     */
    public static void write(Question question, Path target, ProfileRepository profiles) {
        boolean json = ScenarioEdit.isJson(question.file().toString());
        if (json != ScenarioEdit.isJson(target.toString())) {
            throw new InputException(target + ": " + question.shortName() + " is "
                    + (json ? "JSON. Choose a name that ends in .json." : "YAML. Choose a name that ends in .yaml."));
        }
        String text = ScenarioEdit.apply(question.text(), question.file().toString(), question.changes());
        Path home = question.base().baseDir();
        Scenario there = ScenarioFiles.read(text, target.toString(), home, List.of(), profiles);
        if (!ScenarioEdit.same(there, question.scenario())) {
            throw new InputException(target + ": the changes cannot be put into the text of " + question.shortName()
                    + " so that it asks the same. Copy them as --set arguments instead.");
        }
        Path whole = target.toAbsolutePath().normalize();
        Path folder = whole.getParent() == null ? whole : whole.getParent();
        if (!folder.equals(home)) {
            checkFrom(folder, text, question, target, profiles);
        }
        SafeFiles.writeText(target, text);
    }

    /** Names of files in a scenario start from its folder: in another one they may be missing, or be others. */
    private static void checkFrom(
            Path folder, String text, Question question, Path target, ProfileRepository profiles) {
        Path home = question.base().baseDir();
        String advice = " It reads files beside it: save it in " + home + ", or copy them from there first.";
        Scenario here;
        try {
            here = ScenarioFiles.read(text, target.toString(), folder, List.of(), profiles);
            Simulation.check(here, profiles);
        } catch (InputException e) {
            throw new InputException(e.getMessage() + advice, e);
        }
        boolean same = ScenarioEdit.same(here, question.scenario());
        for (Scenario.DeviceUse use : here.devices()) {
            same &= profiles.load(use.profile(), folder).equals(profiles.load(use.profile(), home));
        }
        if (!same) {
            throw new InputException(target + ": in this folder it would read other files of the same names." + advice);
        }
    }
}
