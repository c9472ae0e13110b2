package org.framebudget.devices.thermal;

import static org.framebudget.devices.Fixture.S;
import static org.framebudget.devices.Fixture.link;
import static org.framebudget.devices.Fixture.node;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.framebudget.models.InputException;
import org.junit.jupiter.api.Test;

class ThermalNetworkTest {
    private static final int ROUNDS = 200;

    @Test
    void splittingAnIntervalChangesNothing() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            ThermalNetwork network = randomNetwork(random);
            double[] powerW = randomPowers(random, network.size());
            ThermalState whole = new ThermalState(network, 30, 20);
            ThermalState parts = new ThermalState(network, 30, 20);
            long totalNs = 1 + random.nextInt(2_000) * S / 10;
            whole.advance(totalNs, powerW, 20);
            double[] meanSum = new double[network.size()];
            double toAmbientJ = 0;
            for (long leftNs = totalNs; leftNs > 0; ) {
                long partNs = Math.min(leftNs, 1 + random.nextInt(1_000_000_000) * 7L);
                parts.advance(partNs, powerW, 20);
                toAmbientJ += parts.heatToAmbientJ();
                for (int i = 0; i < meanSum.length; i++) {
                    meanSum[i] += parts.meanDegC(i) * partNs;
                }
                leftNs -= partNs;
            }
            for (int i = 0; i < network.size(); i++) {
                assertEquals(whole.degC(i), parts.degC(i), 1e-9, "seed " + seed + " node " + i);
                assertEquals(whole.meanDegC(i), meanSum[i] / totalNs, 1e-9, "mean, seed " + seed + " node " + i);
            }
            assertEquals(whole.heatToAmbientJ(), toAmbientJ, 1e-9 * Math.max(1, Math.abs(toAmbientJ)), "seed " + seed);
        }
    }

    @Test
    void heatInIsHeatStoredPlusHeatGivenToAmbientWhileAmbientChanges() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            ThermalNetwork network = randomNetwork(random);
            ThermalState state = new ThermalState(network, 25, 25);
            double startJ = state.storedHeatJ();
            double inJ = 0;
            double outJ = 0;
            for (int step = 0; step < 100; step++) {
                double[] powerW = randomPowers(random, network.size());
                long dtNs = 1 + random.nextInt(1_000_000_000) * 20L;
                state.advance(dtNs, powerW, 10 + 30 * random.nextDouble());
                outJ += state.heatToAmbientJ();
                for (double w : powerW) {
                    inJ += w * dtNs / 1e9;
                }
            }
            assertEquals(inJ, state.storedHeatJ() - startJ + outJ, 1e-10 * inJ, "seed " + seed);
        }
    }

    @Test
    void permutingNodesChangesNothing() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            ThermalProfile profile = randomProfile(random);
            List<ThermalProfile.Node> shuffled = new ArrayList<>(profile.nodes());
            Collections.shuffle(shuffled, random);
            ThermalProfile other = new ThermalProfile(shuffled, profile.links(), List.of());
            int n = shuffled.size();
            double[] powerW = randomPowers(random, n);
            double[] otherW = new double[n];
            for (int i = 0; i < n; i++) {
                otherW[other.nodeIndex(profile.nodes().get(i).id())] = powerW[i];
            }
            ThermalState a = new ThermalState(ThermalNetwork.of(profile, 1), 30, 22);
            ThermalState b = new ThermalState(ThermalNetwork.of(other, 1), 30, 22);
            a.advance(77 * S, powerW, 22);
            b.advance(77 * S, otherW, 22);
            for (int i = 0; i < n; i++) {
                int j = other.nodeIndex(profile.nodes().get(i).id());
                assertEquals(a.degC(i), b.degC(j), 1e-9, "seed " + seed);
            }
        }
    }

    @Test
    void morePowerNeverLowersATemperature() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            ThermalNetwork network = randomNetwork(random);
            double[] lessW = randomPowers(random, network.size());
            double[] moreW = lessW.clone();
            moreW[random.nextInt(moreW.length)] += 1 + random.nextDouble();
            ThermalState less = new ThermalState(network, 25, 25);
            ThermalState more = new ThermalState(network, 25, 25);
            for (int step = 0; step < 50; step++) {
                less.advance(S * (1 + step), lessW, 25);
                more.advance(S * (1 + step), moreW, 25);
                for (int i = 0; i < network.size(); i++) {
                    assertTrue(more.degC(i) >= less.degC(i) - 1e-10, "seed " + seed + " node " + i);
                }
            }
        }
    }

    @Test
    void theFastestRateBoundsEveryLaterMove() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            ThermalNetwork network = randomNetwork(random);
            double[] powerW = randomPowers(random, network.size());
            double[] startDegC = randomPowers(random, network.size());
            ThermalState state = new ThermalState(network, 0, 0);
            state.setTemperatures(startDegC);
            double fastest = state.fastestKPerS(powerW, 0);
            long dtNs = 1 + random.nextInt(1_000_000_000) * 30L;
            state.advance(dtNs, powerW, 0);
            for (int i = 0; i < network.size(); i++) {
                double movedK = Math.abs(state.degC(i) - startDegC[i]);
                assertTrue(movedK <= fastest * dtNs / 1e9 * (1 + 1e-9) + 1e-12, "seed " + seed);
            }
        }
    }

    @Test
    void theExpectedMeanIsTheOneThatComes() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            ThermalNetwork network = randomNetwork(random);
            double[] powerW = randomPowers(random, network.size());
            ThermalState state = new ThermalState(network, 33, 21);
            double expected = state.expectedMeanDegC(0, 9 * S, powerW, 21);
            double response = state.meanResponseKPerW(0, 9 * S);
            powerW[0] += 2;
            state.advance(9 * S, powerW, 21);
            assertEquals(expected + 2 * response, state.meanDegC(0), 1e-9, "seed " + seed);
        }
    }

    @Test
    void alongTimeLeadsToTheSteadyTemperatures() {
        ThermalNetwork network = randomNetwork(new Random(3));
        double[] powerW = randomPowers(new Random(4), network.size());
        ThermalState state = new ThermalState(network, 80, 5);
        state.advance(10_000_000 * S, powerW, 5);
        double[] endDegC = new double[network.size()];
        state.copyTo(endDegC);
        assertArrayEquals(network.steadyDegC(powerW, 5), endDegC, 1e-9);
        double riseK = network.steadyDegC(unit(network.size(), 1), 0)[1];
        assertEquals(riseK, network.selfResistanceKPerW(1), 1e-9);
    }

    @Test
    void aCaseScalesTheResistancesToAmbient() {
        ThermalProfile profile = new ThermalProfile(List.of(node("a", 50, 10)), List.of(), List.of());
        assertEquals(25 + 3 * 13, ThermalNetwork.of(profile, 1.3).steadyDegC(new double[] {3}, 25)[0], 1e-9);
    }

    @Test
    void aTimeConstantBelowASecondIsRefusedWithItsNode() {
        String message = refusal(List.of(node("die", 0.01, -1), node("board", 50, 10)), link("die", "board", 9));
        assertTrue(message.contains("'die'") && message.contains("0.0900 s"), message);
    }

    @Test
    void aNodeWithoutAPathToAmbientIsRefused() {
        String message = refusal(List.of(node("a", 5, 4), node("b", 5, -1), node("c", 5, -1)), link("b", "c", 2));
        assertTrue(message.contains("'b'") && message.contains("ambient"), message);
    }

    @Test
    void anUnknownNodeIsRefusedWithTheNearestOne() {
        String message = refusal(List.of(node("junction", 5, 4)), link("junction", "juncton", 2));
        assertTrue(message.contains("'juncton'") && message.contains("Maybe 'junction'?"), message);
    }

    @Test
    void impossibleNumbersAreRefused() {
        assertTrue(refusal(List.of(node("a", 0, 4))).contains("0.0 J/K"));
        assertTrue(refusal(List.of(node("a", 5, 0))).contains("0.0 K/W"));
        assertTrue(refusal(List.of(node("a", 5, 4), node("b", 5, 4)), link("a", "b", -1))
                .contains("-1.0 K/W"));
        assertTrue(refusal(List.of(node("a", 5, 4)), link("a", "a", 1)).contains("two different"));
        ThermalProfile good = new ThermalProfile(List.of(node("a", 50, 10)), List.of(), List.of());
        assertThrows(InputException.class, () -> ThermalNetwork.of(good, 0));
    }

    private static String refusal(List<ThermalProfile.Node> nodes, ThermalProfile.Link... links) {
        ThermalProfile profile = new ThermalProfile(nodes, List.of(links), List.of());
        return String.valueOf(assertThrows(InputException.class, () -> ThermalNetwork.of(profile, 1))
                .getMessage());
    }

    private static ThermalNetwork randomNetwork(Random random) {
        return ThermalNetwork.of(randomProfile(random), 1);
    }

    /** Two to six nodes in a random tree with extra links; at least one node reaches ambient. */
    private static ThermalProfile randomProfile(Random random) {
        int n = 2 + random.nextInt(5);
        List<ThermalProfile.Node> nodes = new ArrayList<>();
        List<ThermalProfile.Link> links = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            boolean cooled = i == 0 || random.nextInt(3) == 0;
            nodes.add(node("n" + i, 20 + 200 * random.nextDouble(), cooled ? 1 + 30 * random.nextDouble() : -1));
            if (i > 0) {
                links.add(link("n" + i, "n" + random.nextInt(i), 1 + 9 * random.nextDouble()));
            }
        }
        return new ThermalProfile(nodes, links, List.of());
    }

    private static double[] randomPowers(Random random, int n) {
        return random.doubles(n, 0, 4).toArray();
    }

    private static double[] unit(int n, int at) {
        double[] v = new double[n];
        v[at] = 1;
        return v;
    }
}
