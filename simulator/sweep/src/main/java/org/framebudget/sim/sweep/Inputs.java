package org.framebudget.sim.sweep;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.Setting;
import org.framebudget.sim.sweep.StoreInfo.Named;

/**
 * What the points of a sweep read besides the two files that say what they are, each by its content, in the order of names.
 *
 * @param profiles device profiles, with all that they are read from
 * @param files traces beside the scenario; the hash of one that cannot be read is empty
 */
record Inputs(List<Named> profiles, List<Named> files) {

    /** Throws {@link org.framebudget.models.InputException} for a profile that does not exist. */
    static Inputs of(SweepPlan plan, ProfileRepository repository) {
        Scenario scenario = plan.spec().base().scenario();
        Set<String> names = new TreeSet<>();
        scenario.devices().forEach(use -> names.add(use.profile()));
        List<Setting> values = new ArrayList<>();
        for (Axis axis : plan.axes()) {
            // of the others no value names a file
            if (!axis.numeric()) {
                for (long v = 0; v < axis.size(); v++) {
                    values.add(axis.setting(v));
                }
            }
        }
        values.stream().filter(value -> SweepPlan.isProfile(value.path())).forEach(value -> names.add(value.text()));
        return new Inputs(
                names.stream()
                        .map(name -> new Named(
                                name, repository.load(name, scenario.baseDir()).sha256()))
                        .toList(),
                plan.spec().base().files(values).stream()
                        .map(name -> new Named(name, sha256(scenario.baseDir().resolve(name))))
                        .toList());
    }

    private static String sha256(Path file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            // every point that reads it says so
            return "";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** What another version of the sweep reads other than this one, in words; empty where they read the same. */
    String differenceFrom(Inputs other) {
        String profile = firstOther(profiles, other.profiles);
        if (!profile.isEmpty()) {
            return "of another version of the device profile '" + profile + "'";
        }
        String file = firstOther(files, other.files);
        return file.isEmpty() ? "" : "of another version of the file '" + file + "'";
    }

    private static String firstOther(List<Named> here, List<Named> there) {
        return here.stream()
                .filter(named -> !there.contains(named))
                .findFirst()
                .map(Named::name)
                .orElse("");
    }
}
