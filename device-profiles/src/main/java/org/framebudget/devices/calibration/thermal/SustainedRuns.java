package org.framebudget.devices.calibration.thermal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.ProfileRepository;

/**
 * Which run is fitted, which are blind, and what is put in for each. The range of the hotspot's power was set before any
 * prediction; the rules for heat stored at the start were changed once, after first scores.
 */
final class SustainedRuns {
    static final String HOTSPOT = "pixel8pro-hotspot-on";
    static final String WARM = "pixel8pro-warmstart";
    static final String SD_8_ELITE = "sd8elite";
    static final String DIMENSITY_900 = "dimensity900";
    /** Minutes of the other phones that are fitted; the rest is forecast. */
    static final int FITTED_MINUTES = 10;

    /**
     * Power of sharing a 5G hotspot, ASSUMED from the Pixel 8's power profile at 3.7 V: both radios idle (156 + 79 mA) at least,
     * modem and Wi-Fi sending at middle power (292 + 331 mA) at most.
     */
    static final double HOTSPOT_LOW_W = 0.87;

    static final double HOTSPOT_W = 1.5;
    static final double HOTSPOT_HIGH_W = 2.3;
    /** How long the hotspot had been on before the run at most, ASSUMED; at least not at all. */
    static final int HOTSPOT_BEFORE_MINUTES = 30;

    /** How far a room may be from what the start says, ASSUMED. */
    static final double ROOM_K = 3;

    private SustainedRuns() {}

    /**
     * Inputs of the run with the hotspot. The fitted run began {@code start_above_ambient_k} above its room; this one began that and
     * what the hotspot had added by then above its own room, and its first battery reading is shifted by as much as its start.
     *
     * @param onBeforeMinute how long the hotspot had been on already
     * @param roomShiftK how far the room is from what the start says
     */
    static RunInputs hotspot(PixelHeat model, double[] values, double hotspotW, int onBeforeMinute, double roomShiftK) {
        double shiftK = firstBatteryDegC(HOTSPOT) - firstBatteryDegC(PixelHeat.FITTED_RUN);
        RunInputs fitted = model.fittedRun(values);
        double coldDegC = fitted.startDegC().get(0);
        RunInputs before = new RunInputs(
                coldDegC, fitted.startDegC(), fitted.caseId(), fitted.screenFraction(), hotspotW, List.of(0.0));
        List<Double> warmedDegC = ClosedLoop.idle(model.device(values), before, onBeforeMinute);
        RunInputs without =
                new RunInputs(coldDegC, fitted.startDegC(), fitted.caseId(), fitted.screenFraction(), 0, List.of(0.0));
        List<Double> restDegC = ClosedLoop.idle(model.device(values), without, onBeforeMinute);
        int battery = restDegC.size() - 1;
        double addedK = warmedDegC.get(battery) - restDegC.get(battery);
        List<Double> startDegC = new ArrayList<>();
        for (int node = 0; node < restDegC.size(); node++) {
            startDegC.add(coldDegC + shiftK - addedK + warmedDegC.get(node) - restDegC.get(node));
        }
        return new RunInputs(
                fitted.ambientDegC() + shiftK - addedK + roomShiftK,
                startDegC,
                fitted.caseId(),
                fitted.screenFraction(),
                hotspotW,
                PixelHeat.chargingHeatW(values, meanChargedW(HOTSPOT)));
    }

    /**
     * Inputs of the warm start: the room of the fitted run, and the heat that a pause leaves of a run like it. The pause is as long as
     * makes the battery's first reading right: it ends where the battery is as far below that reading as it was at the start of the
     * fitted run below its own.
     *
     * @param roomShiftK how far the room is from that of the fitted run
     */
    static RunInputs warm(PixelHeat model, double[] values, double roomShiftK) {
        RunInputs fitted = model.fittedRun(values);
        Forecast before = model.simulate(values, 30);
        double riseK = model.simulate(values, 1).batteryDegC().get(0)
                - fitted.startDegC().get(fitted.startDegC().size() - 1);
        RunInputs pause = new RunInputs(
                fitted.ambientDegC() + roomShiftK, before.endDegC(), fitted.caseId(), -1, 0, List.of(0.0));
        return new RunInputs(
                fitted.ambientDegC() + roomShiftK,
                ClosedLoop.cooledTo(model.device(values), pause, firstBatteryDegC(WARM) - riseK),
                fitted.caseId(),
                fitted.screenFraction(),
                0,
                PixelHeat.chargingHeatW(values, meanChargedW(WARM)));
    }

    /** What the charger gave the pack over a whole run: one number, as by the minute it would tell when the phone slowed. */
    static List<Double> meanChargedW(String id) {
        return List.of(SustainedSeries.load(id).chargedW().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0));
    }

    /** Of a set: evenly over the assumed range, half of the sets below the middle value and half above; strides mix them. */
    static double hotspotW(int draw, int count) {
        double share = ((draw * 37) % count + 0.5) / count;
        return share < 0.5
                ? HOTSPOT_LOW_W + (HOTSPOT_W - HOTSPOT_LOW_W) * 2 * share
                : HOTSPOT_W + (HOTSPOT_HIGH_W - HOTSPOT_W) * (2 * share - 1);
    }

    /** Of a set: how long its hotspot was on before. */
    static int hotspotBeforeMinutes(int draw) {
        return (draw * 23) % (HOTSPOT_BEFORE_MINUTES + 1);
    }

    /** Of a set: evenly over the assumed range; the stride mixes it with the other ranges. */
    static double roomShiftK(int draw, int count) {
        return ROOM_K * (2 * (((draw * 29) % count + 0.5) / count) - 1);
    }

    /** The model of a phone whose first minutes are fitted; the expectations come from those minutes alone. */
    static StepHeat stepModel(String id) {
        DeviceProfile base = new ProfileRepository(null).load("pixel-8", Path.of("."));
        return switch (id) {
            case SD_8_ELITE -> new StepHeat(base, 166, List.of(166 / 188.0, 166 / 216.5), 9, 25, 31.6, 3);
            case DIMENSITY_900 -> new StepHeat(base, 509, List.of(509 / 592.0), 4.5, 19.3, 19.8, 0.5);
            default -> throw new IllegalArgumentException("There is no model of '" + id + "'.");
        };
    }

    /** Latency levels that a phone's whole run shows: medians of its unchanging minutes. */
    static List<Double> levels(String id) {
        return switch (id) {
            case SD_8_ELITE -> List.of(166.0, 188.0, 216.5, 288.0);
            case DIMENSITY_900 -> List.of(509.0, 598.0);
            default -> throw new IllegalArgumentException("There are no levels of '" + id + "'.");
        };
    }

    static double firstBatteryDegC(String id) {
        return SustainedSeries.load(id).minutes().get(0).batteryDegC();
    }
}
