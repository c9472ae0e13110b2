package org.framebudget.sim.report;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.devices.calibration.LatencyValidation;
import org.framebudget.devices.latency.LatencyModel;
import org.framebudget.sim.planner.PlanResult;

/** Parts of a plan that a fixture can have. */
final class Samples {
    private Samples() {}

    /** Alternatives, the first of which meets, and sensitivity. */
    static OtherWays ways(boolean meets) {
        return new OtherWays(
                meets,
                List.of(
                        new PlanResult.Alternative(
                                "24 instead of 30 fps", 0.001, 140.0, 2.5, 5.4, 0.75, null, true, true, null),
                        new PlanResult.Alternative(
                                "Inference on cpu instead of npu",
                                0.4,
                                190.0,
                                3.5,
                                3.4,
                                0.75,
                                null,
                                false,
                                false,
                                null)),
                List.of(
                        new PlanResult.Sensitivity("environment.ambient_deg_c", 15, 35, 0, 0.3, 0.02, true),
                        new PlanResult.Sensitivity("pixel-4 battery age", 0.8, 1, 0.02, 0.02, 0.02, false)),
                List.of("Sensitivity was simulated over the first 1000 s alone."));
    }

    /** Three rates by ten inputs, of each kind some. */
    static FeasibilityMap map() {
        List<PlanResult.FrontierPoint> points = new ArrayList<>();
        for (double fps : new double[] {15, 30, 60}) {
            for (int side = 96; side <= 384; side += 32) {
                points.add(new PlanResult.FrontierPoint(
                        "phone",
                        "classify",
                        fps,
                        List.of(side, side),
                        0.0,
                        null,
                        2.0,
                        null,
                        fps * side < 10_000,
                        fps * side < 7_000));
            }
        }
        return new FeasibilityMap("classify", 30, List.of(224, 224), points);
    }

    /** A unit whose every third measurement lies outside the interval of its prediction. */
    static UnitValidation validation(String unit, int rows) {
        List<LatencyValidation.Row> all = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            double measuredMs = 3 * Math.pow(1.3, i);
            double predictedMs = measuredMs * (i % 3 == 0 ? 1.3 : 0.96);
            all.add(new LatencyValidation.Row(
                    "pixel-6",
                    unit,
                    "mobilenet_v" + i,
                    224,
                    224,
                    "int8",
                    i % 2 == 0 ? "width" : "point",
                    LatencyModel.Basis.SCALED,
                    measuredMs,
                    predictedMs,
                    predictedMs * 0.85,
                    predictedMs / 0.85,
                    predictedMs / measuredMs - 1,
                    i % 3 != 0,
                    "PixelSource2021"));
        }
        return new UnitValidation("pixel-6", unit, "int8", List.of("mobilenet_v2"), all);
    }
}
