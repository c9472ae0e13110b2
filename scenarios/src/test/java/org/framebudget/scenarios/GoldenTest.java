package org.framebudget.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.framebudget.sim.report.ResultJson;
import org.framebudget.sim.results.RunResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every shipped scenario against its golden answer; the module's README says how to write the answers anew. */
class GoldenTest {
    static Stream<String> names() {
        return Shipped.chosen();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theScenarioStillGivesItsGoldenAnswer(String name) throws IOException {
        List<Golden.Figure> now = Golden.of(Shipped.result(name));
        Path file = Shipped.GOLDENS.resolve(name + ".json");
        if (Shipped.regenerate()) {
            Golden.write(file, name, now);
        }
        List<Golden.Figure> golden = Golden.read(file);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < Math.min(golden.size(), now.size()); i++) {
            if (!golden.get(i).at().equals(now.get(i).at())) {
                differences.add("expected " + golden.get(i) + ", found " + now.get(i));
                break; // from here on nothing lines up
            }
            if (!golden.get(i).agrees(now.get(i))) {
                differences.add(
                        "expected " + golden.get(i) + ", found " + now.get(i).value());
            }
        }
        assertEquals(List.of(), differences, name);
        assertEquals(golden.size(), now.size(), name + ": number of figures");
    }

    @ParameterizedTest
    @MethodSource("names")
    void theSameSeedGivesTheSameResult(String name) {
        assertEquals(withoutWallTime(Shipped.result(name)), withoutWallTime(Shipped.run(name)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void framesAndEnergyAreConserved(String name) {
        RunResult result = Shipped.result(name);
        for (RunResult.Stream s : result.streams()) {
            assertEquals(s.captured(), s.onTime() + s.late() + s.dropped() + s.skippedByRule() + s.inFlight(), s.id());
        }
        for (RunResult.Device d : result.devices()) {
            double sumJ = d.energyByComponentJ().values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            assertEquals(d.energyJ(), sumJ, 1e-9 * d.energyJ(), d.id());
            assertEquals(d.energyJ(), d.averagePowerW() * result.simulatedS(), 1e-9 * d.energyJ(), d.id());
            assertTrue(Math.abs(d.energyBalanceErrorJ()) <= 1e-9 * d.energyJ(), d.id());
        }
    }

    private static String withoutWallTime(RunResult result) {
        return ResultJson.text(result).replaceAll("\"wall_s\": [0-9.]+", "\"wall_s\": 0");
    }
}
