package org.framebudget.devices.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.framebudget.devices.latency.LatencyModel;
import org.framebudget.devices.latency.LatencyModel.Basis;
import org.junit.jupiter.api.Test;

class LatencyCalibrationTest {
    private static final Path FILE = Path.of("src/main/resources", LatencyModel.FILE);
    private static final boolean REGENERATE = Boolean.getBoolean("framebudget.regenerate");

    /** The search for the kernel takes minutes, so it runs when the file is written; here its result is taken from the file. */
    @Test
    void theShippedModelIsWhatTheFitGives() throws IOException {
        CalibrationData data = CalibrationData.shipped();
        LatencyModel fitted = REGENERATE
                ? LatencyCalibration.run()
                : LatencyCalibration.run(data, LatencyModel.shipped().kernel());
        if (REGENERATE) {
            Files.writeString(FILE, fitted.text());
        }
        List<String> shipped = Files.readAllLines(FILE);
        List<String> now = fitted.text().lines().toList();
        assertEquals(shipped.size(), now.size());
        for (int i = 0; i < now.size(); i++) {
            String[] was = shipped.get(i).split(",");
            String[] is = now.get(i).split(",");
            assertEquals(was[0] + was[was.length > 1 ? 1 : 0], is[0] + is[is.length > 1 ? 1 : 0]);
            for (int column = 2; column < is.length && i > 1; column++) {
                double before = Double.parseDouble(was[column]);
                assertEquals(before, Double.parseDouble(is[column]), 0.002 + 0.002 * Math.abs(before), now.get(i));
            }
        }
    }

    @Test
    void theConformalQuantileLeavesFivePercentAbove() {
        List<Double> scores =
                IntStream.rangeClosed(1, 999).mapToObj(i -> i / 1000.0).toList();
        assertEquals(0.95, Conformal.quantile(scores), 1e-9);
        assertEquals(0.3, Conformal.quantile(List.of(0.1, 0.2, 0.3)), "too few to say more than their largest");
    }

    @Test
    void lessTrustedIsWider() {
        LatencyModel model = LatencyModel.shipped();
        assertTrue(model.stretch(Basis.SCALED, 20) > 1 && model.stretch(Basis.ROOFLINE, 20) > 1);
        assertTrue(model.stretch(Basis.SCALED, 3) > model.stretch(Basis.SCALED, 20));
        assertTrue(model.priors().size() > 8);
    }

    @Test
    void moreThreadsHelpAndDoNotScalePerfectly() {
        double exponent = LatencyModel.shipped().threads().logRatio();
        assertTrue(exponent > 0.2 && exponent < 1, "exponent " + exponent);
    }
}
