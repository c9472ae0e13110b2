package org.framebudget.sim.sweep.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.scenario.SweepReader;
import org.framebudget.sim.sweep.Part;
import org.framebudget.sim.sweep.Row;
import org.framebudget.sim.sweep.SweepPoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {
    private static final String SWEEP = """
            axes:
              - {key: pipelines.people.stages.find.infer.unit, name: unit, values: [cpu, npu]}
              - {key: environment.ambient_trace, name: day, values: [traces/day.csv, traces/night.csv]}
              - {key: devices.box.profile, name: box, values: [own/box.yaml, mine]}
            """;

    @TempDir
    Path folder;

    private Path file() throws Exception {
        Path file = Sample.file(folder, SWEEP);
        Files.writeString(folder.resolve("traces/night.csv"), "time_s,ambient_deg_c\n0,10\n");
        Path user = Files.createDirectories(folder.resolve("user"));
        Files.copy(folder.resolve("own/table.csv"), user.resolve("table.csv"));
        Files.writeString(
                user.resolve("mine.yaml"),
                Files.readString(folder.resolve("own/box.yaml")).replace("id: raspberry-pi-4", "id: mine"));
        Files.writeString(user.resolve("other.yaml"), "of no use here");
        return file;
    }

    private static List<Row> rows(SweepPoints points) {
        List<Row> rows = new ArrayList<>();
        points.run(new Part(0, 7), rows::add);
        return rows;
    }

    @Test
    void aMachineWithNothingElseRunsThePointsAndFailsInTheSameWords() throws Exception {
        Path absolute = file();
        Path user = folder.resolve("user");
        Path relative = Path.of("").toAbsolutePath().relativize(absolute);
        List<String> failures = new ArrayList<>();
        for (Path file : List.of(absolute, relative)) {
            List<Row> here = rows(SweepPoints.read(file, new ProfileRepository(user)));
            Bundle bundle = Bundle.of(SweepReader.read(file), user);
            assertEquals(here, rows(bundle.open()));
            assertEquals(4, here.stream().filter(row -> row.error() == null).count(), here.toString());
            failures.add(here.get(7).error());
        }
        assertTrue(failures.get(0).contains("npu"), failures.get(0));
    }

    @Test
    void everyFileThatIsReadGoesAlongAndNoOther() throws Exception {
        Path file = file();
        Files.writeString(folder.resolve("own/citations.bib"), "");
        Files.writeString(folder.resolve("stray.csv"), "");
        Set<Path> found = new SweepFiles(folder.resolve("scenario.yaml"), folder.resolve("user"))
                .of(file, folder.resolve("scenario.yaml"));
        assertEquals(
                Set.of(
                        "sweeps/sweep.yaml",
                        "scenario.yaml",
                        "traces/day.csv",
                        "traces/night.csv",
                        "own/box.yaml",
                        "own/table.csv",
                        "own/citations.bib",
                        "user/mine.yaml",
                        "user/table.csv"),
                found.stream()
                        .map(path -> folder.toAbsolutePath().relativize(path).toString())
                        .collect(Collectors.toSet()));
    }
}
