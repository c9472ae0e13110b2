package org.framebudget.devices.thermal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;

/**
 * A linear network of heat capacities and thermal conductances, {@code C dT/dt = -G (T - ambient) + P}, in J/K, W/K, W and
 * degrees Celsius (the model family of HotSpot, Skadron et al. 2003). Immutable.
 *
 * <p>With {@code S = C^-1/2 G C^-1/2 = Q diag(rate) Q^T} the network falls apart into independent modes, each a single
 * exponential. The decomposition is made once; {@link ThermalState} holds what changes.
 */
public final class ThermalNetwork {
    /** Shortest time constant a network may have; steps are up to 100 ms with the interval's mean power. */
    public static final double MIN_TIME_CONSTANT_S = 1.0;

    private final int size;
    private final double[] capacityJPerK;
    private final double[] toAmbientWPerK;
    private final double[] ratePerS;
    /** Row-major: modal amplitude = toModal · (T − ambient). */
    private final double[] toModal;
    /** Row-major: T − ambient = fromModal · modal amplitude. */
    private final double[] fromModal;

    /**
     * A network from its matrices.
     *
     * @param nodeIds names for messages
     * @param capacityJPerK heat capacities, all above zero
     * @param linkWPerK symmetric conductances between nodes, at least zero; the diagonal is not used
     * @param toAmbientWPerK conductances to ambient, at least zero
     * @throws InputException for numbers out of range, a node without a path to ambient, or a time constant below
     *     {@link #MIN_TIME_CONSTANT_S}
     */
    public ThermalNetwork(List<String> nodeIds, double[] capacityJPerK, double[][] linkWPerK, double[] toAmbientWPerK) {
        this.size = nodeIds.size();
        this.capacityJPerK = capacityJPerK.clone();
        this.toAmbientWPerK = toAmbientWPerK.clone();
        requireNumbers(nodeIds, capacityJPerK, linkWPerK, toAmbientWPerK);
        requirePathToAmbient(nodeIds, linkWPerK, toAmbientWPerK);

        RealMatrix scaled = new Array2DRowRealMatrix(size, size);
        for (int i = 0; i < size; i++) {
            double diagonal = toAmbientWPerK[i];
            for (int j = 0; j < size; j++) {
                if (j != i) {
                    diagonal += linkWPerK[i][j];
                    scaled.setEntry(i, j, -linkWPerK[i][j] / Math.sqrt(capacityJPerK[i] * capacityJPerK[j]));
                }
            }
            scaled.setEntry(i, i, diagonal / capacityJPerK[i]);
        }
        EigenDecomposition modes = new EigenDecomposition(scaled);
        RealMatrix vectors = modes.getV();
        this.ratePerS = modes.getRealEigenvalues();
        this.toModal = new double[size * size];
        this.fromModal = new double[size * size];
        for (int node = 0; node < size; node++) {
            double root = Math.sqrt(capacityJPerK[node]);
            for (int mode = 0; mode < size; mode++) {
                toModal[mode * size + node] = vectors.getEntry(node, mode) * root;
                fromModal[node * size + mode] = vectors.getEntry(node, mode) / root;
            }
        }
        requireSlowEnough(nodeIds);
    }

    /**
     * The network of a profile.
     *
     * @param ambientFactor multiplies every resistance to ambient (case, fan); 1 for the bare device
     * @throws InputException for an unknown node and everything the constructor refuses
     */
    public static ThermalNetwork of(ThermalProfile profile, double ambientFactor) {
        if (!(ambientFactor > 0) || Double.isInfinite(ambientFactor)) {
            throw new InputException("thermal: the factor on resistances to ambient is " + ambientFactor
                    + "; it must be above 0 (1 = the bare device).");
        }
        List<ThermalProfile.Node> nodes = profile.nodes();
        int n = nodes.size();
        double[] capacity = new double[n];
        double[] toAmbient = new double[n];
        double[][] link = new double[n][n];
        for (int i = 0; i < n; i++) {
            ThermalProfile.Node node = nodes.get(i);
            capacity[i] = node.capacityJPerK().value();
            var resistance = node.toAmbientKPerW();
            if (resistance != null) {
                toAmbient[i] = conductance("thermal: node '" + node.id() + "'", resistance.value() * ambientFactor);
            }
        }
        for (ThermalProfile.Link l : profile.links()) {
            String name = "thermal: link '" + l.from() + "' to '" + l.to() + "'";
            int from = requireNode(profile, l.from(), name);
            int to = requireNode(profile, l.to(), name);
            if (from == to) {
                throw new InputException(name + ": a link needs two different nodes.");
            }
            double g = conductance(name, l.resistanceKPerW().value());
            link[from][to] += g;
            link[to][from] += g;
        }
        return new ThermalNetwork(nodes.stream().map(ThermalProfile.Node::id).toList(), capacity, link, toAmbient);
    }

    /** Number of nodes. */
    public int size() {
        return size;
    }

    /** Time constants in seconds, shortest first. */
    public double[] timeConstantsS() {
        double[] tauS = new double[size];
        for (int i = 0; i < size; i++) {
            tauS[i] = 1 / ratePerS[i];
        }
        Arrays.sort(tauS);
        return tauS;
    }

    /**
     * Temperatures after an endless time at constant power.
     *
     * @param powerW heat into each node
     * @return a new array, one temperature per node
     */
    public double[] steadyDegC(double[] powerW, double ambientDegC) {
        double[] degC = new double[size];
        Arrays.fill(degC, ambientDegC);
        for (int mode = 0; mode < size; mode++) {
            double drive = 0;
            for (int node = 0; node < size; node++) {
                drive += fromModal[node * size + mode] * powerW[node];
            }
            for (int node = 0; node < size; node++) {
                degC[node] += fromModal[node * size + mode] * drive / ratePerS[mode];
            }
        }
        return degC;
    }

    /** Steady rise of a node in kelvin per watt of heat into the same node. */
    public double selfResistanceKPerW(int node) {
        double sum = 0;
        for (int mode = 0; mode < size; mode++) {
            sum += fromModal[node * size + mode] * fromModal[node * size + mode] / ratePerS[mode];
        }
        return sum;
    }

    double capacityJPerK(int node) {
        return capacityJPerK[node];
    }

    double toAmbientWPerK(int node) {
        return toAmbientWPerK[node];
    }

    double ratePerS(int mode) {
        return ratePerS[mode];
    }

    double toModal(int mode, int node) {
        return toModal[mode * size + node];
    }

    double fromModal(int node, int mode) {
        return fromModal[node * size + mode];
    }

    private void requireSlowEnough(List<String> nodeIds) {
        for (int mode = 0; mode < size; mode++) {
            double tauS = 1 / ratePerS[mode];
            if (!(tauS >= MIN_TIME_CONSTANT_S)) {
                int fastest = 0;
                for (int node = 1; node < size; node++) {
                    if (Math.abs(fromModal(node, mode)) > Math.abs(fromModal(fastest, mode))) {
                        fastest = node;
                    }
                }
                throw new InputException(String.format(
                        Locale.ROOT,
                        "thermal: node '%s': its time constant is %.3g s; temperatures are advanced in steps of up to"
                                + " 100 ms, so it must be at least %.0f s. Maybe join the node with its neighbour.",
                        nodeIds.get(fastest),
                        tauS,
                        MIN_TIME_CONSTANT_S));
            }
        }
    }

    private static void requireNumbers(List<String> ids, double[] capacity, double[][] link, double[] toAmbient) {
        int n = ids.size();
        if (n == 0 || capacity.length != n || link.length != n || toAmbient.length != n) {
            throw new InputException("thermal: nodes: the network needs at least one node, and one capacity, one"
                    + " conductance to ambient and one row of links for each.");
        }
        for (int i = 0; i < n; i++) {
            if (!(capacity[i] > 0) || Double.isInfinite(capacity[i])) {
                throw new InputException("thermal: node '" + ids.get(i) + "': a heat capacity of " + capacity[i]
                        + " J/K is impossible; it must be above 0.");
            }
            if (!(toAmbient[i] >= 0) || Double.isInfinite(toAmbient[i])) {
                throw new InputException("thermal: node '" + ids.get(i) + "': a conductance to ambient of "
                        + toAmbient[i] + " W/K is impossible; it must be at least 0.");
            }
            for (int j = 0; j < n; j++) {
                if (j != i && (!(link[i][j] >= 0) || Double.isInfinite(link[i][j]) || link[i][j] != link[j][i])) {
                    throw new InputException("thermal: link '" + ids.get(i) + "' to '" + ids.get(j)
                            + "': a conductance of " + link[i][j]
                            + " W/K is impossible; it must be at least 0 and the same in both directions.");
                }
            }
        }
    }

    /** Heat put into any node must be able to leave, else its temperature would rise for ever. */
    private static void requirePathToAmbient(List<String> ids, double[][] link, double[] toAmbient) {
        int n = ids.size();
        boolean[] cooled = new boolean[n];
        for (int i = 0; i < n; i++) {
            cooled[i] = toAmbient[i] > 0;
        }
        for (int round = 0; round < n; round++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n && !cooled[i]; j++) {
                    cooled[i] = j != i && cooled[j] && link[i][j] > 0;
                }
            }
        }
        for (int i = 0; i < n; i++) {
            if (!cooled[i]) {
                throw new InputException(
                        "thermal: node '" + ids.get(i) + "': its heat has no path to ambient. Maybe add"
                                + " a link to a node that has a resistance to ambient, or give it one.");
            }
        }
    }

    private static int requireNode(ThermalProfile profile, String id, String where) {
        int index = profile.nodeIndex(id);
        if (index < 0) {
            throw new InputException(where + ": there is no node '" + id + "'. "
                    + Suggestions.advice(
                            id,
                            profile.nodes().stream()
                                    .map(ThermalProfile.Node::id)
                                    .toList()));
        }
        return index;
    }

    private static double conductance(String where, double resistanceKPerW) {
        if (!(resistanceKPerW > 0) || Double.isInfinite(resistanceKPerW)) {
            throw new InputException(
                    where + ": a resistance of " + resistanceKPerW + " K/W is impossible; it must be above 0.");
        }
        return 1 / resistanceKPerW;
    }
}
