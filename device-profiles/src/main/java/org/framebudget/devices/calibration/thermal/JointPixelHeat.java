package org.framebudget.devices.calibration.thermal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The parameters of {@link PixelHeat} fitted to two of the three runs of one phone, to predict the third. Network, power by clock and
 * loss of charging are the phone's and shared; each run has its room, and the hotspot its power and its own supply, with priors from the
 * rules of the blind runs. The run that is held out gives its first battery reading and its mean charging power, as a blind run does,
 * and its room, and how long its hotspot was on before, are spread as {@link SustainedRuns} assumes.
 */
final class JointPixelHeat {
    static final List<String> RUNS = List.of(PixelHeat.FITTED_RUN, SustainedRuns.HOTSPOT, SustainedRuns.WARM);

    private static final String HOTSPOT_AMBIENT = "hotspot_ambient_deg_c";
    private static final String HOTSPOT_POWER = "hotspot_w";
    private static final String HOTSPOT_SUPPLY = "hotspot_supply_w";
    private static final String WARM_AMBIENT = "warm_ambient_deg_c";

    private final PixelHeat model = new PixelHeat();
    private final List<HeatParameter> parameters = new ArrayList<>(model.parameters());
    private final String heldOut;

    JointPixelHeat(String heldOut) {
        this.heldOut = heldOut;
        double ambientDegC = parameters.get(index("ambient_deg_c")).prior();
        if (!heldOut.equals(SustainedRuns.HOTSPOT)) {
            parameters.add(new HeatParameter(
                    HOTSPOT_AMBIENT,
                    10,
                    26,
                    ambientDegC + hotspotShiftK(),
                    1.08,
                    "as far below the first battery reading as in the other run"));
            parameters.add(new HeatParameter(
                    HOTSPOT_POWER,
                    SustainedRuns.HOTSPOT_LOW_W,
                    SustainedRuns.HOTSPOT_HIGH_W,
                    SustainedRuns.HOTSPOT_W,
                    1.3,
                    "radios idle to sending by the maker's power profile"));
            parameters.add(new HeatParameter(HOTSPOT_SUPPLY, 3, 16, 8, 1.5, "what the charger gives, less its loss"));
        }
        if (!heldOut.equals(SustainedRuns.WARM)) {
            parameters.add(new HeatParameter(WARM_AMBIENT, 12, 28, ambientDegC, 1.08, "the room of the other run"));
        }
    }

    /** Name of its kept fit. */
    static String name(String heldOut) {
        return "sustained/" + heldOut + "-held-out";
    }

    List<HeatParameter> parameters() {
        return List.copyOf(parameters);
    }

    /** The two runs that are fitted. */
    List<HeatRun> runs() {
        List<HeatRun> runs = new ArrayList<>();
        for (String id : RUNS) {
            if (!id.equals(heldOut)) {
                SustainedSeries series = SustainedSeries.load(id);
                int supply = index(id.equals(SustainedRuns.HOTSPOT) ? HOTSPOT_SUPPLY : "supply_w");
                runs.add(new HeatRun(series, values -> fitted(series, values), values -> values[supply]));
            }
        }
        return runs;
    }

    private Forecast fitted(SustainedSeries series, double[] values) {
        double[] phone = phone(values);
        RunInputs inputs = switch (series.id()) {
            case SustainedRuns.HOTSPOT ->
                SustainedRuns.hotspot(
                        model,
                        phone,
                        values[index(HOTSPOT_POWER)],
                        0,
                        values[index(HOTSPOT_AMBIENT)] - ambientDegC(phone) - hotspotShiftK());
            case SustainedRuns.WARM ->
                SustainedRuns.warm(model, phone, values[index(WARM_AMBIENT)] - ambientDegC(phone));
            default -> model.fittedRun(phone);
        };
        return run(phone, inputs.charging(PixelHeat.chargingHeatW(phone, series.chargedW())), series);
    }

    /** The held-out run by each set of a fit. */
    Ensemble predict(FittedHeat fit) {
        SustainedSeries series = SustainedSeries.load(heldOut);
        List<Forecast> runs = new ArrayList<>();
        int count = fit.draws().size();
        for (int i = 0; i < count; i++) {
            double[] phone = phone(fit.draw(i));
            double roomK = SustainedRuns.roomShiftK(i, count);
            RunInputs inputs = switch (heldOut) {
                case SustainedRuns.HOTSPOT ->
                    SustainedRuns.hotspot(
                            model,
                            phone,
                            SustainedRuns.hotspotW(i, count),
                            SustainedRuns.hotspotBeforeMinutes(i),
                            roomK);
                case SustainedRuns.WARM -> SustainedRuns.warm(model, phone, roomK);
                default ->
                    model.fittedRun(phone)
                            .warmerBy(roomK)
                            .charging(PixelHeat.chargingHeatW(phone, SustainedRuns.meanChargedW(heldOut)));
            };
            runs.add(run(phone, inputs, series));
        }
        return new Ensemble(runs);
    }

    private Forecast run(double[] phone, RunInputs inputs, SustainedSeries series) {
        return ClosedLoop.run(
                model.device(phone),
                inputs,
                PixelHeat.fastestMs(phone),
                series.minutes().size());
    }

    /** The leading values are those of the phone. */
    private double[] phone(double[] values) {
        return Arrays.copyOf(values, model.parameters().size());
    }

    private static double ambientDegC(double[] phone) {
        return PixelHeat.value(phone, "ambient_deg_c");
    }

    private static double hotspotShiftK() {
        return SustainedRuns.firstBatteryDegC(SustainedRuns.HOTSPOT)
                - SustainedRuns.firstBatteryDegC(PixelHeat.FITTED_RUN);
    }

    private int index(String name) {
        return HeatParameter.index(parameters, name);
    }
}
