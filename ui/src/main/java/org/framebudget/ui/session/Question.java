package org.framebudget.ui.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.models.TextInput;
import org.framebudget.sim.pipeline.ScenarioFiles;
import org.framebudget.sim.pipeline.Simulation;
import org.framebudget.sim.planner.OtherDevice;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.SweepReader;
import org.framebudget.sim.scenario.SweepSpec;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/**
 * A scenario file, read once, with what was changed since. Every change is an override as {@code --set} takes it, so what
 * the window shows is what the command line gives for the same file and the same arguments.
 *
 * @param file where it was read from
 * @param text what stood in the file then
 * @param changes value by path, in the order of the first change
 * @param moved of the changes those that a device's move to another profile made, as long as they are what it made them
 * @param base without the changes
 * @param scenario with the changes
 */
public record Question(
        Path file,
        String text,
        Map<String, String> changes,
        Map<String, Moved> moved,
        Scenario base,
        Scenario scenario) {

    /**
     * A change that the move of a device made.
     *
     * @param before what it was changed to before; absent where it was not
     * @param value what it is now
     */
    public record Moved(String device, @Nullable String before, String value) {}

    /** Copies the changes. */
    public Question {
        changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
        moved = Map.copyOf(moved);
    }

    /**
     * Opens a file.
     *
     * @throws InputException for a file that is not there or not a valid scenario, with its line, key and advice
     */
    public static Question open(Path file, ProfileRepository profiles) {
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            // reading it may never end
            throw new InputException(Texts.get("open.pipe", file));
        }
        Scenario scenario = read(file, profiles);
        Simulation.check(scenario, profiles);
        try {
            String text = TextInput.decode(file.toString(), Files.readAllBytes(file));
            return new Question(file, text, Map.of(), Map.of(), scenario, scenario);
        } catch (IOException e) {
            throw new InputException(file + ": cannot be read. Check its permissions.", e);
        }
    }

    /** Says what is wrong with the file in the words of the command line, but of a sweep where its scenario is. */
    private static Scenario read(Path file, ProfileRepository profiles) {
        try {
            return ScenarioFiles.read(file, List.of(), null, profiles);
        } catch (InputException e) {
            try {
                SweepSpec sweep = SweepReader.read(file);
                throw new InputException(Texts.get("open.sweep", file, sweep.scenarioFile()), e);
            } catch (InputException other) {
                throw other.getCause() == e ? other : e;
            }
        }
    }

    /**
     * The same file with other changes; a change to the file's own value is none.
     *
     * @throws InputException where a value cannot be
     */
    public Question with(Map<String, String> other, ProfileRepository profiles) {
        return with(other, moved, profiles);
    }

    /**
     * One of the devices on another profile, the work on the units that suit it there.
     *
     * @throws InputException where the work does not run there
     */
    Question moved(String device, String profile, ProfileRepository profiles) {
        Map<String, String> after = new LinkedHashMap<>(changes);
        Map<String, Moved> all = new LinkedHashMap<>(moved);
        OtherDevice.of(scenario, device, profile, profiles).sets().forEach((key, value) -> {
            // of several moves what was before the first is gone back to
            Moved known = moved.get(key);
            all.put(key, new Moved(device, known == null ? changes.get(key) : known.before(), value));
            after.put(key, value);
        });
        return with(after, all, profiles);
    }

    private Question with(Map<String, String> other, Map<String, Moved> moves, ProfileRepository profiles) {
        List<String> sets = sets(other);
        Scenario changed =
                sets.isEmpty() ? base : ScenarioFiles.read(text, file.toString(), base.baseDir(), sets, profiles);
        Simulation.check(changed, profiles);
        Map<String, Moved> kept = new LinkedHashMap<>(moves);
        kept.entrySet().removeIf(move -> !move.getValue().value().equals(other.get(move.getKey())));
        return new Question(file, text, other, kept, base, changed);
    }

    /** {@code path=value} in order. */
    public List<String> sets() {
        return sets(changes);
    }

    private static List<String> sets(Map<String, String> changes) {
        return changes.entrySet().stream()
                .map(change -> change.getKey() + "=" + change.getValue())
                .toList();
    }

    /** Name of the file without its folder; of a shipped scenario that of its folder, as all files are named alike. */
    public String shortName() {
        Path name = file.getFileName();
        Path folder = file.toAbsolutePath().getParent();
        return name != null && name.toString().equals("scenario.yaml") && folder != null && folder.getFileName() != null
                ? folder.getFileName().toString().replace("/", "")
                : String.valueOf(name);
    }
}
