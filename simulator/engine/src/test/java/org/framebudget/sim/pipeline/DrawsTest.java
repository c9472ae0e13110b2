package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.framebudget.devices.DeviceConditions;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.DeviceState;
import org.framebudget.devices.FittedSets;
import org.framebudget.devices.ProfileNumbers;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.devices.ProfileValues;
import org.framebudget.devices.Sourced;
import org.framebudget.devices.latency.LatencyModel;
import org.framebudget.devices.latency.LatencyPredictor;
import org.framebudget.devices.latency.LatencyQuery;
import org.framebudget.devices.latency.Prediction;
import org.framebudget.devices.thermal.LimiterProfile;
import org.junit.jupiter.api.Test;

/** Values for what profiles leave open. */
class DrawsTest {
    private static final int COUNT = 400;

    private static DeviceProfile load(String id) {
        return new ProfileRepository(null).load(id, Path.of("."));
    }

    @Test
    void everyShippedProfileStaysPossibleInEveryDraw() {
        Draws draws = new Draws(7, 40);
        for (String id : new ProfileRepository(null).ids()) {
            DeviceProfile profile = load(id);
            ProfileNumbers known = ProfileNumbers.of(profile);
            FittedSets sets = profile.fittedSets();
            for (int k = 0; k < draws.count(); k++) {
                DeviceProfile drawn = draws.profile(profile, k);
                new DeviceState(drawn, new DeviceConditions(25, 25, null, null, -1, 0.9));
                ProfileNumbers.of(drawn).numbers().forEach((path, number) -> {
                    Double low = known.numbers().get(path).low();
                    Double high = known.numbers().get(path).high();
                    if (path.contains(".ramps[") || path.contains(".weights[")) {
                        return; // what holds between them comes first
                    }
                    if (sets != null && sets.paths().contains(path)) {
                        return; // a range is 95 % of the sets
                    }
                    if (low == null || high == null) {
                        assertEquals(known.numbers().get(path), number, id + " " + path);
                    } else {
                        assertTrue(low <= number.value() && number.value() <= high, id + " " + path);
                    }
                });
            }
        }
    }

    @Test
    void whatWasFittedTogetherIsDrawnAsOneOfTheSetsAndEachSetComesAsOften() {
        DeviceProfile phone = load("pixel-8");
        FittedSets sets = Objects.requireNonNull(phone.fittedSets());
        Draws draws = new Draws(5, 2 * sets.count());
        Map<String, Sourced> known = ProfileNumbers.of(phone).numbers();
        int[] taken = new int[sets.count()];
        for (int k = 0; k < draws.count(); k++) {
            Map<String, Sourced> numbers =
                    ProfileNumbers.of(draws.profile(phone, k)).numbers();
            List<Integer> fitting = IntStream.range(0, sets.count())
                    .filter(set -> sets.paths().stream()
                            .filter(path -> !Objects.equals(
                                    known.get(path).low(), known.get(path).high()))
                            .allMatch(
                                    path -> numbers.get(path).value() == Objects.requireNonNull(sets.value(set, path))))
                    .boxed()
                    .toList();
            assertEquals(1, fitting.size(), "draw " + k);
            taken[fitting.get(0)]++;
        }
        assertTrue(IntStream.of(taken).allMatch(times -> times == 2));
    }

    @Test
    void theSetsOfABoardAreThoseOfItWithAnAccelerator() {
        DeviceProfile both = load("raspberry-pi-4+coral-usb");
        String air = "thermal.nodes[board].to_ambient_k_per_w";
        double drawn = ProfileNumbers.of(new Draws(1, 40).profile(both, 3))
                .numbers()
                .get(air)
                .value();
        FittedSets sets = Objects.requireNonNull(load("raspberry-pi-4").fittedSets());
        assertTrue(IntStream.range(0, sets.count()).anyMatch(set -> sets.value(set, air) == drawn));
    }

    @Test
    void whereNothingIsOpenNothingIsDrawn() {
        DeviceProfile known = ProfileValues.with(
                load("pixel-4"),
                (path, number) -> new Sourced(number.value(), number.value(), number.value(), number.source()));
        assertSame(known, new Draws(1, 40).profile(known, 3));
        Prediction sure = new Prediction(
                new LatencyQuery("ten", 1, 1, "int8", "npu", 0),
                10,
                10,
                10,
                LatencyModel.Basis.MEASURED,
                1,
                null,
                null,
                List.of(),
                List.of());
        assertEquals(1, new Draws(1, 40).latencyFactor("pixel-4", sure, 3));
    }

    @Test
    void theWeightsOfASensorKeepTheirSum() {
        DeviceProfile phone = load("pixel-6");
        Draws draws = new Draws(7, 40);
        boolean moved = false;
        for (int k = 0; k < draws.count(); k++) {
            DeviceProfile drawn = draws.profile(phone, k);
            for (int l = 0; l < drawn.limiters().size(); l++) {
                if (!(drawn.limiters().get(l) instanceof LimiterProfile.SkinPolicy policy)
                        || !(phone.limiters().get(l) instanceof LimiterProfile.SkinPolicy known)) {
                    continue;
                }
                for (int i = 0; i < policy.sensors().size(); i++) {
                    assertEquals(
                            weights(known.sensors().get(i)),
                            weights(policy.sensors().get(i)),
                            1e-9);
                    moved |= !known.sensors()
                            .get(i)
                            .weights()
                            .equals(policy.sensors().get(i).weights());
                }
            }
        }
        assertTrue(moved, "some sensor lies elsewhere");
    }

    private static double weights(LimiterProfile.VirtualSensor sensor) {
        return sensor.weights().stream().mapToDouble(Sourced::value).sum();
    }

    @Test
    void aHotterDeviceIsNotAllowedToRunFaster() {
        // the first ramp of its graphics limiter is a guess, and the next one is not
        DeviceProfile phone = load("pixel-2");
        Draws draws = new Draws(7, 40);
        boolean moved = false;
        for (int k = 0; k < draws.count(); k++) {
            for (LimiterProfile limiter : draws.profile(phone, k).limiters()) {
                double reachedMhz = Double.POSITIVE_INFINITY;
                List<LimiterProfile.Ramp> ramps =
                        limiter instanceof LimiterProfile.ClockCeiling ceiling ? ceiling.ramps() : List.of();
                for (LimiterProfile.Ramp ramp : ramps) {
                    assertTrue(ramp.fromMhz().value() <= reachedMhz, limiter.name());
                    reachedMhz = ramp.toMhz().value();
                    moved |= ramp.fromMhz().value() < 414 && ramp.fromMhz().value() > 342;
                }
            }
        }
        assertTrue(moved, "some draw is below the next ramp's clock");
    }

    @Test
    void aValueIsTheMedianOfItsDrawsAndItsRangeTheirEnds() {
        assertEquals(1, Draws.inRange(1, 3, 20, 0));
        assertEquals(2, Draws.inRange(1, 3, 20, 0.25));
        assertEquals(3, Draws.inRange(1, 3, 20, 0.5));
        assertEquals(11.5, Draws.inRange(1, 3, 20, 0.75));
        assertEquals(20, Draws.inRange(1, 3, 20, 1));
    }

    @Test
    void everyShareOfProbabilityIsDrawnOnce() {
        Draws draws = new Draws(3, COUNT);
        boolean[] seen = new boolean[COUNT];
        for (int k = 0; k < COUNT; k++) {
            int share = (int) (draws.uniform("pixel-4", "power.base_w", k) * COUNT);
            assertTrue(!seen[share], "share " + share + " twice");
            seen[share] = true;
        }
    }

    @Test
    void aDrawDependsOnSeedProfileAndQuantityAlone() {
        double first = new Draws(3, COUNT).uniform("pixel-4", "power.base_w", 5);
        Draws later = new Draws(3, COUNT);
        later.uniform("pixel-6", "power.base_w", 5);
        later.uniform("pixel-4", "memory.runtime_mb", 5);
        assertEquals(first, later.uniform("pixel-4", "power.base_w", 5));
        assertNotEquals(first, later.uniform("pixel-6", "power.base_w", 5));
        assertNotEquals(first, new Draws(4, COUNT).uniform("pixel-4", "power.base_w", 5));
    }

    @Test
    void clockStepsMoveTogether() {
        DeviceProfile phone = load("pixel-4");
        DeviceProfile drawn = new Draws(1, 40).profile(phone, 11);
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < phone.units().get(0).operatingPoints().size(); i++) {
            ratios.add(drawn.units().get(0).operatingPoints().get(i).activeW().value()
                    / phone.units().get(0).operatingPoints().get(i).activeW().value());
        }
        assertNotEquals(1, ratios.get(0), 1e-6);
        ratios.forEach(ratio -> assertEquals(ratios.get(0), ratio, 1e-9));
    }

    /** Of the logarithm of a network's factor. */
    private static double sd(Draws draws, Prediction prediction) {
        double sum = 0;
        for (int k = 0; k < COUNT; k++) {
            double log = StrictMath.log(draws.latencyFactor("pixel-4", prediction, k));
            sum += log * log;
        }
        return Math.sqrt(sum / COUNT);
    }

    @Test
    void aLatencySpreadsAsItsIntervalSaysAndTheDeviceAddsWhatOnlyMeasurementsHold() {
        LatencyPredictor predictor = new LatencyPredictor(load("pixel-4"));
        Draws draws = new Draws(1, COUNT);
        Prediction measured = predictor.predict(new LatencyQuery("efficientnet_lite0", 224, 224, "int8", "npu", 0));
        Prediction scaled = predictor.predict(new LatencyQuery("efficientnet_lite0", 192, 192, "int8", "npu", 0));
        double repeat = LatencyModel.shipped().repeatSdFraction();
        // the standard error of a standard deviation from n draws is 1 / sqrt(2 n) of it
        double within = 4 / Math.sqrt(2.0 * COUNT);
        double expected = measured.halfWidthFraction() / 1.96;
        assertEquals(expected, sd(draws, measured), within * expected);
        expected = StrictMath.hypot(scaled.halfWidthFraction() / 1.96, repeat);
        assertEquals(expected, sd(draws, scaled), within * expected);
    }

    @Test
    void severalSticksOfAKindShareADraw() {
        DeviceProfile two = new ProfileRepository(null).load("desktop-xeon-e5-1650+coral-usb+coral-usb", Path.of("."));
        DeviceProfile drawn = new Draws(1, 30).profile(two, 7);
        assertEquals(drawn.units().get(1).idleW(), drawn.units().get(2).idleW());
        assertEquals(drawn.units().get(1).hostLinkMbPerS(), drawn.units().get(2).hostLinkMbPerS());
        assertEquals(drawn.units().get(1).jitter(), drawn.units().get(2).jitter());
        assertNotEquals(two.units().get(1).idleW(), drawn.units().get(1).idleW());
        assertEquals("units[tpu].idle_w", Draws.quantity("units[tpu3].idle_w"));
        assertEquals("units[npu2].idle_w", Draws.quantity("units[npu2].idle_w"));
    }
}
