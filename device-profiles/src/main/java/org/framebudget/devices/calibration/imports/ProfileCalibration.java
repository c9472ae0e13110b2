package org.framebudget.devices.calibration.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.Evidence;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.devices.ProfileRepository.ProfileFile;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.latency.LatencyModel;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.devices.latency.SeriesFit;
import org.framebudget.models.Folders;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.models.SafeFiles;

/**
 * A profile made of another one and of own measurements. Nothing is written before {@link #write}, and the profile last, so that
 * nobody ever reads half of one.
 */
public final class ProfileCalibration {
    private static final String CITATIONS = "citations.bib";
    /** Fewer left-out measurements tell nothing of an interval. */
    private static final int LEAST_TESTED = 5;
    /** Of intervals that hold 95 %, as few as this hold in less than one of twenty series of this size. */
    private static final double LEAST_COVERED = 0.75;

    private final Request request;
    private final Map<String, String> texts;
    private final CalibrationReport report;

    /**
     * What is to be made.
     *
     * @param files measurements
     * @param given what holds where a file says nothing
     * @param base id or path of the profile it is made from
     * @param carriedOver true where the base is another device: its measurements are left out, its numbers become ASSUMED
     * @param join true to keep the base's reference rows where nothing was measured
     * @param id of the new profile; that of the base replaces it
     * @param folder where it goes
     * @param evidence how the measurements are known
     */
    public record Request(
            List<ImportedFile> files,
            Subject given,
            String base,
            boolean carriedOver,
            boolean join,
            String id,
            Path folder,
            Evidence evidence) {}

    private ProfileCalibration(Request request, Map<String, String> texts, CalibrationReport report) {
        this.request = request;
        this.texts = texts;
        this.report = report;
    }

    /**
     * Makes and checks the profile in memory and in a temporary folder.
     *
     * @param profiles finds the base
     * @throws InputException for measurements or a base that cannot be used
     * @throws MachineException where the temporary folder cannot be written
     */
    public static ProfileCalibration of(Request request, ProfileRepository profiles) {
        ProfileFile file = profiles.file(request.base(), Path.of(""));
        DeviceProfile base = profiles.load(request.base(), Path.of(""));
        OwnRows own = OwnRows.of(
                request.files(),
                request.given(),
                base.units().stream().map(UnitProfile::id).toList());
        Map<String, String> texts = new Draft(request, file, base, own).texts();
        DeviceProfile made = check(request, texts, file);
        return new ProfileCalibration(request, texts, report(request, base, made, own));
    }

    private record Draft(Request request, ProfileFile file, DeviceProfile base, OwnRows own) {
        /** Each file's text by its path in the folder, the profile last. */
        Map<String, String> texts() {
            Map<String, String> texts = new LinkedHashMap<>();
            ProfileTree tree = ProfileTree.read(file.file(), file.text());
            String measurements = "measurements/" + request.id() + "/";
            String oldLatencies = String.valueOf(tree.latencyFile());
            tree.files(name -> name.equals(oldLatencies) ? name : copied(name, measurements, texts));
            tree.put("id", request.id());
            tree.put("evidence", request.evidence().name());
            boolean updated = base.id().equals(request.id());
            if (request.carriedOver()) {
                tree.put("name", request.id());
                tree.put(
                        "badge", "own latencies of its user, all else carried over from " + base.id() + " and ASSUMED");
                tree.assume(base.id());
            } else if (!updated) {
                tree.put("name", base.name() + ", own measurements");
            }
            Map<String, List<String>> references = references(tree);
            tree.latency(measurements + "latency.csv", references, request.carriedOver());
            texts.put(measurements + "latency.csv", LatencyCsv.text(rows(references)));
            texts.put(
                    request.id() + ".yaml",
                    tree.text(List.of(
                            "Made by 'framebudget calibrate' from '" + base.id() + "' and own measurements.",
                            "It may be edited; calibrating again keeps what is changed but comments.")));
            return texts;
        }

        private Set<String> ownUnits() {
            Set<String> units = new LinkedHashSet<>();
            own.rows().forEach(row -> units.add(row.unit()));
            return units;
        }

        /** A file beside the base is copied where the new profile lies elsewhere; the product's own are found anyway. */
        private String copied(String name, String measurements, Map<String, String> texts) {
            Path folder = file.folder();
            if (folder == null || same(folder, request.folder()) || !Files.isRegularFile(folder.resolve(name))) {
                return name;
            }
            String place = measurements + name.substring(name.lastIndexOf('/') + 1);
            texts.put(place, read(folder.resolve(name)));
            return place;
        }

        /** One reference series for each measured unit: the own one, with the base's beside it where that is asked for. */
        private Map<String, List<String>> references(ProfileTree tree) {
            Map<String, List<String>> references = new LinkedHashMap<>();
            for (String unit : ownUnits()) {
                List<String> before = request.carriedOver() ? List.of() : tree.reference(unit);
                Set<String> cites = new LinkedHashSet<>();
                cites.add(OwnRows.CITE);
                if (request.join() || before.contains(OwnRows.CITE)) {
                    cites.addAll(before);
                }
                references.put(unit, List.copyOf(cites));
            }
            return references;
        }

        private List<LatencyRow> rows(Map<String, List<String>> references) {
            Map<String, LatencyRow> measured = new TreeMap<>();
            own.rows().forEach(row -> measured.put(OwnRows.key(row), row));
            List<LatencyRow> rows = new ArrayList<>();
            for (LatencyRow row : request.carriedOver()
                    ? List.<LatencyRow>of()
                    : base.latency().rows()) {
                boolean inReference = references
                        .getOrDefault(row.unit(), List.of())
                        .contains(row.source().cite());
                // what is measured anew, or stands in the joined series already
                if (!(inReference && measured.containsKey(OwnRows.key(row)))) {
                    rows.add(row);
                }
            }
            rows.addAll(own.rows());
            return rows;
        }
    }

    /** Reads the new profile from a temporary folder as everybody will read it later. */
    private static DeviceProfile check(Request request, Map<String, String> texts, ProfileFile base) {
        Path folder;
        try {
            folder = Files.createTempDirectory("framebudget-calibrate-");
        } catch (IOException e) {
            throw new MachineException("The temporary folder cannot be written: " + e.getMessage(), e);
        }
        try {
            Path references = request.folder().resolve(CITATIONS);
            Path ofBase = base.folder() == null ? references : base.folder().resolve(CITATIONS);
            if (Files.isRegularFile(references)) {
                Files.copy(references, folder.resolve(CITATIONS));
            } else if (Files.isRegularFile(ofBase)) {
                String text = read(ofBase);
                texts.put(CITATIONS, text);
                moveLast(texts, request.id() + ".yaml");
            }
            for (Map.Entry<String, String> entry : texts.entrySet()) {
                put(folder, entry.getKey(), entry.getValue());
            }
            copyNamed(request.folder(), folder);
            return new ProfileRepository(folder).load(request.id(), folder);
        } catch (IOException e) {
            throw new MachineException("The temporary folder " + folder + " cannot be written: " + e.getMessage(), e);
        } finally {
            Folders.delete(folder);
        }
    }

    private static void moveLast(Map<String, String> texts, String name) {
        String text = texts.remove(name);
        if (text != null) {
            texts.put(name, text);
        }
    }

    /** What lies under {@code measurements} already and is not written anew. */
    private static void copyNamed(Path from, Path to) throws IOException {
        Path measurements = from.resolve("measurements");
        if (!Files.isDirectory(measurements)) {
            return;
        }
        try (Stream<Path> files = Files.walk(measurements)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path place = to.resolve(from.relativize(file).toString());
                if (!Files.exists(place)) {
                    Path parent = place.getParent();
                    if (parent != null) {
                        Files.createDirectories(parent);
                    }
                    Files.copy(file, place);
                }
            }
        }
    }

    private static void put(Path folder, String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.writeString(file, text);
    }

    private static CalibrationReport report(Request request, DeviceProfile base, DeviceProfile made, OwnRows own) {
        LatencyModel model = LatencyModel.shipped();
        Set<String> units = new LinkedHashSet<>();
        own.rows().forEach(row -> units.add(row.unit()));
        List<String> notes = new ArrayList<>(own.notes());
        request.files().forEach(file -> notes.addAll(file.notes()));
        List<CalibrationReport.Fitted> fits = SeriesFit.of(made, model).stream()
                .filter(fit -> units.contains(fit.unit().id()))
                .map(fit -> new CalibrationReport.Fitted(fit, fit.leftOut(model)))
                .toList();
        fits.forEach(fitted -> stray(fitted, notes));
        return new CalibrationReport(
                made.id(),
                made.name(),
                base.id(),
                request.carriedOver(),
                request.files().stream()
                        .map(file -> new CalibrationReport.FileRead(
                                file.file(), file.format(), file.observations().size()))
                        .toList(),
                own.rows(),
                fits,
                request.files().stream()
                        .flatMap(file -> file.sustained().stream())
                        .toList(),
                request.files().stream()
                        .flatMap(file -> file.operators().entrySet().stream())
                        .map(entry -> new CalibrationReport.Operators(entry.getKey(), entry.getValue()))
                        .toList(),
                notes.stream().distinct().toList());
    }

    /** Says so where measurements lie further from each other's predictions than those of other units of the class do. */
    private static void stray(CalibrationReport.Fitted fitted, List<String> notes) {
        int all = fitted.leftOut().size();
        long covered =
                fitted.leftOut().stream().filter(SeriesFit.LeftOutRow::covered).count();
        if (all >= LEAST_TESTED && covered < LEAST_COVERED * all) {
            notes.add(fitted.title() + ": only " + covered + " of " + all
                    + " measurements lie in the 95 % interval of what"
                    + " the others say. Was the machine busy, throttling, or the runtime not the same throughout?");
        }
    }

    /** What was found. */
    public CalibrationReport report() {
        return report;
    }

    /** Where {@link #write} puts the profile. */
    public Path file() {
        return request.folder().resolve(request.id() + ".yaml");
    }

    /**
     * Writes what belongs to the profile, then the profile; each file is whole or as it was.
     *
     * @throws MachineException where the folder cannot be written
     */
    public void write() {
        texts.forEach((name, text) -> {
            Path file = request.folder().resolve(name);
            Path parent = file.getParent();
            try {
                if (parent != null) {
                    Files.createDirectories(parent);
                }
            } catch (IOException e) {
                throw new MachineException("The folder " + parent + " cannot be made: " + e.getMessage(), e);
            }
            SafeFiles.writeText(file, text);
        });
    }

    private static boolean same(Path a, Path b) {
        return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new InputException(file + ": cannot be read as UTF-8 text: " + e.getMessage(), e);
        }
    }
}
